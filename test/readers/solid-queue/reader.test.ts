import { beforeAll, expect, test } from '@jest/globals';
import { solidQueueReader } from '../../../src/readers/solid-queue/reader.js';
import { initRuby } from '../../../src/syntax/ruby/parse.js';
import { Source } from '../../../src/syntax/source.js';
import { inShort } from '../../syntax/ruby/expression-text.js';

beforeAll(initRuby);

function environments(text: string): unknown {
  const [fact] = solidQueueReader.read(new Source('config/queue.yml', text)).part ?? [];
  return fact?.kind === 'job-settings' && fact.system === 'solid_queue' ? inShort(fact.environments) : undefined;
}

test.each([
  ['config/queue.yml', true],
  ['config/solid_queue.yml', true],
  ['config/queue.mailers.yml', true],
  ['config/recurring.yml', false],
  ['queue.yml', false],
])('%s is read: %s', (path, expected) => {
  expect(solidQueueReader.matches(path)).toBe(expected);
});

test('workers and dispatchers of each environment', () => {
  const text = `default: &default
  dispatchers:
    - polling_interval: 1
  workers:
    - queues: [default, mailers]
      threads: 3
      processes: <%= ENV.fetch("JOB_CONCURRENCY", 1) %>
    - queues: "exports*"

production:
  <<: *default
`;
  const section = {
    workers: [{ queues: 'default,mailers', threads: '3', processes: '(JOB_CONCURRENCY ?? 1)' }, { queues: 'exports*' }],
    dispatchers: 1,
  };
  expect(environments(text)).toEqual({ default: section, production: section });
});

test('a file without environments counts in all', () => {
  expect(environments('workers:\n  - threads: 3\n')).toEqual({
    '*': { workers: [{ queues: '*', threads: '3' }], dispatchers: 0 },
  });
});

test('a worker under a condition has no processes otherwise', () => {
  const text =
    'production:\n  workers:\n    - threads: 3\n    <% if ENV["PDF"] %>\n    - queues: pdf\n      threads: 1\n    <% end %>\n';
  expect(environments(text)).toEqual({
    production: {
      workers: [
        { queues: '*', threads: '3' },
        { queues: 'pdf', threads: '1', processes: '(if PDF then 1 else 0)' },
      ],
      dispatchers: 0,
    },
  });
});

test('each worker has its place', () => {
  const [fact] = solidQueueReader.read(new Source('config/queue.yml', 'workers:\n  - threads: 3\n')).part ?? [];
  expect(fact).toMatchObject({ environments: { '*': { workers: [{ at: { startLine: 2, startColumn: 5 } }] } } });
});

test('after broken YAML the workers are unknown, not absent', () => {
  expect(environments('production:\n\tworkers: []')).toEqual({
    '*': {
      workers: [
        {
          queues: '*',
          threads: 'opaque<not valid YAML: tab characters must not be used in indentation>',
          processes: 'opaque<not valid YAML: tab characters must not be used in indentation>',
        },
      ],
      dispatchers: 0,
    },
  });
});
