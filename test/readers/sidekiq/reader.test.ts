import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Fact } from '../../../src/model/facts/fact.js';
import { sidekiqReader } from '../../../src/readers/sidekiq/reader.js';
import { initRuby } from '../../../src/syntax/ruby/parse.js';
import { Source } from '../../../src/syntax/source.js';
import { inShort } from '../../syntax/ruby/expression-text.js';

beforeAll(initRuby);

const read = (path: string, text: string): readonly Fact[] | undefined =>
  sidekiqReader.read(new Source(path, text)).part;

test.each([
  ['config/sidekiq.yml', true],
  ['config/sidekiq.yml.erb', true],
  ['config/sidekiq-background-jobs.yml', true],
  ['config/sidekiq/mailers.yml', true],
  ['config/initializers/sidekiq.rb', true],
  ['config/sidekiq_schedule.yml', false],
  ['config/locales/sidekiq.yml', false],
  ['app/workers/sidekiq.rb', false],
])('%s is read: %s', (path, expected) => {
  expect(sidekiqReader.matches(path)).toBe(expected);
});

test('a file with sections for environments and a capsule', () => {
  const text = `:concurrency: <%= ENV.fetch("SIDEKIQ_CONCURRENCY", 10).to_i %>
timeout: 40
:queues:
  - default
production:
  :concurrency: 20
:capsules:
  mailers:
    concurrency: 2
    queues: [mailers]
  exports:
    queues: [exports]
`;
  expect(inShort(read('config/sidekiq.yml', text))).toEqual([
    {
      kind: 'job-settings',
      system: 'sidekiq',
      path: 'config/sidekiq.yml',
      origin: 'file',
      base: {
        concurrency: 'integer((SIDEKIQ_CONCURRENCY ?? 10))',
        timeout: '40',
        capsules: [
          { name: 'mailers', concurrency: '2' },
          { name: 'exports', concurrency: 'null' },
        ],
      },
      environments: { production: { concurrency: '20', capsules: [] } },
    },
  ]);
});

test('a file without a concurrency has none', () => {
  expect(read('config/sidekiq.yml', ':queues:\n  - default\n')).toMatchObject([{ base: { capsules: [] } }]);
  expect(JSON.stringify(read('config/sidekiq.yml', ':queues:\n  - default\n'))).not.toContain('concurrency');
});

test.each([
  [
    'broken YAML',
    'config/sidekiq.yml',
    ':concurrency:\n\t5',
    'not valid YAML: tab characters must not be used in indentation',
  ],
  ['lines that ERB prints', 'config/sidekiq.yml', '<%= shared %>\n:queues: []\n', '<%= shared %>'],
])('after %s the concurrency is unknown, not absent', (_what, path, text, expected) => {
  expect(inShort(read(path, text))).toMatchObject([{ base: { concurrency: `opaque<${expected}>` } }]);
});

test('of a section written twice under conditions, none is picked silently', () => {
  const text =
    '<% if ENV["BIG"] %>\nproduction:\n  concurrency: 20\n<% else %>\nproduction:\n  concurrency: 5\n<% end %>\n';
  expect(inShort(read('config/sidekiq.yml', text))).toMatchObject([
    { environments: { production: { concurrency: '(if not(BIG) then 5 else (if BIG then 20 else null))' } } },
  ]);
});

describe('an initializer', () => {
  const initializer = (text: string) => inShort(read('config/initializers/sidekiq.rb', text));

  test.each([
    [
      'the concurrency',
      'Sidekiq.configure_server { |c| c.concurrency = ENV.fetch("C", 5).to_i }',
      { concurrency: 'integer((C ?? 5))', capsules: [] },
    ],
    ['the timeout', 'Sidekiq.configure_server { |c| c[:timeout] = 40 }', { timeout: '40', capsules: [] }],
    ['old options', 'Sidekiq.configure_server { |c| c.options[:concurrency] = 9 }', { concurrency: '9', capsules: [] }],
    [
      'the oldest options',
      'Sidekiq.options[:concurrency] = 9 if Sidekiq.server?',
      { concurrency: '(if true then 9 else null)', capsules: [] },
    ],
    [
      'the default capsule',
      'Sidekiq.configure_server { |c| c.default_capsule { |d| d.concurrency = 3 } }',
      { concurrency: '3', capsules: [] },
    ],
    [
      'a capsule',
      'Sidekiq.configure_server { |c| c.capsule("pdf") { |d| d.concurrency = 1 } }',
      { capsules: [{ name: 'pdf', concurrency: '1' }] },
    ],
    [
      'a capsule with the concurrency of the server',
      'Sidekiq.configure_server { |c| c.capsule("pdf") { |d| d.queues = %w[pdf] } }',
      { capsules: [{ name: 'pdf', concurrency: 'null' }] },
    ],
    [
      'a capsule that may not be there',
      'Sidekiq.configure_server { |c| c.capsule("pdf") if ENV["PDF"] }',
      { capsules: [{ name: 'pdf', concurrency: '(if PDF then null else 0)' }] },
    ],
    [
      'one environment',
      'if Rails.env.production?\n Sidekiq.configure_server { |c| c.concurrency = 9 }\nend',
      { concurrency: '(if (rails-env == "production") then 9 else null)', capsules: [] },
    ],
  ])('sets %s', (_what, text, base) => {
    const expected = {
      kind: 'job-settings',
      system: 'sidekiq',
      path: 'config/initializers/sidekiq.rb',
      origin: 'initializer',
      base,
      environments: {},
    };
    expect(initializer(text)).toEqual([expected]);
  });

  test.each([
    ['only the client', 'Sidekiq.configure_client { |c| c.concurrency = 9 }'],
    ['only Redis', 'Sidekiq.configure_server { |c| c.redis = { url: ENV["REDIS_URL"] } }'],
    ['something else', 'Shop.configure { |c| c.concurrency = 9 } # not Sidekiq'],
    ['Ruby without Sidekiq', 'Shop.configure { |c| c.concurrency = 9 }'],
  ])('that configures %s gives no settings', (_what, text) => {
    expect(initializer(text)).toBeUndefined();
  });
});
