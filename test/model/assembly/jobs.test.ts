import { describe, expect, test } from '@jest/globals';
import { jobModel } from '../../../src/model/assembly/jobs.js';
import type { JobSettings, SidekiqSection } from '../../../src/model/facts/job-settings.js';
import { applicationOf, at, commandOf, env, literal, locked, scopeOf, shown } from './build.js';

const YML = at('config/sidekiq.yml');

function sidekiq(
  base: Partial<SidekiqSection>,
  environments: Record<string, SidekiqSection> = {},
  path = 'config/sidekiq.yml',
  origin: 'file' | 'initializer' = 'file',
): JobSettings {
  return {
    kind: 'job-settings',
    system: 'sidekiq',
    path,
    origin,
    base: { capsules: [], ...base },
    environments,
    at: YML,
  };
}

function run(version: string, jobs: JobSettings[], variables: Record<string, string | null>, ...words: string[]) {
  const application = applicationOf({ jobs, gems: locked({ sidekiq: version }) });
  const model = jobModel('sidekiq', application, commandOf('sidekiq', ...words), scopeOf(variables));
  return model === undefined
    ? undefined
    : { concurrency: shown(model.concurrency), timeout: shown(model.shutdownTimeout) };
}

describe("Sidekiq's concurrency", () => {
  test.each([
    ['25 before 5.2', '5.1.3', [], {}, [], 25],
    ['10 from 5.2 on', '6.5.12', [], {}, [], 10],
    ['5 from 7 on', '7.3.2', [], {}, [], 5],
    ['RAILS_MAX_THREADS when nothing else sets it', '8.1.0', [], { RAILS_MAX_THREADS: '15' }, [], 15],
    [
      'the file before RAILS_MAX_THREADS',
      '7.3.2',
      [sidekiq({ concurrency: literal(10) })],
      { RAILS_MAX_THREADS: '5' },
      [],
      10,
    ],
    [
      'its environment section before its top level',
      '7.3.2',
      [sidekiq({ concurrency: literal(5) }, { production: { concurrency: literal(10), capsules: [] } })],
      {},
      [],
      10,
    ],
    [
      'not the section of another environment',
      '7.3.2',
      [sidekiq({ concurrency: literal(5) }, { staging: { concurrency: literal(10), capsules: [] } })],
      {},
      [],
      5,
    ],
    ['-c before the file', '7.3.2', [sidekiq({ concurrency: literal(20) })], {}, ['-c', '3'], 3],
    [
      'the file that -C names',
      '7.3.2',
      [sidekiq({ concurrency: literal(20) }), sidekiq({ concurrency: literal(2) }, {}, 'config/sidekiq-mail.yml')],
      {},
      ['-C', 'config/sidekiq-mail.yml'],
      2,
    ],
    [
      'unknown when -C names a file that is not there',
      '7.3.2',
      [sidekiq({ concurrency: literal(20) })],
      {},
      ['-C', 'config/other.yml'],
      '[not-computable]',
    ],
    [
      'capsules besides',
      '7.3.2',
      [sidekiq({ concurrency: literal(5), capsules: [{ name: 'unsafe', concurrency: literal(1) }] })],
      {},
      [],
      6,
    ],
    [
      'an initializer before -c, since it runs later',
      '7.3.2',
      [sidekiq({ concurrency: literal(12) }, {}, 'config/initializers/sidekiq.rb', 'initializer')],
      {},
      ['-c', '3'],
      12,
    ],
    [
      "an environment's capsules in place of the top level's",
      '7.3.2',
      [
        sidekiq(
          { concurrency: literal(5), capsules: [{ name: 'a', concurrency: literal(1) }] },
          { production: { capsules: [{ name: 'b', concurrency: literal(2) }] } },
        ),
      ],
      {},
      [],
      7,
    ],
    [
      'an initializer before the file',
      '7.3.2',
      [
        sidekiq({ concurrency: literal(5) }),
        sidekiq({ concurrency: literal(12) }, {}, 'config/initializers/sidekiq.rb', 'initializer'),
      ],
      {},
      [],
      12,
    ],
    [
      'unknown when a Secret holds the variable',
      '7.3.2',
      [sidekiq({ concurrency: env('SIDEKIQ_CONCURRENCY', literal(10)) })],
      { SIDEKIQ_CONCURRENCY: null },
      [],
      '[hidden-in-secret]',
    ],
  ] as [string, string, JobSettings[], Record<string, string | null>, string[], unknown][])(
    '%s',
    (_, version, jobs, variables, words, expected) => {
      expect(run(version, jobs, variables, ...words)?.concurrency).toEqual(expected);
    },
  );
});

test.each([
  ['8 before Sidekiq 6', '5.2.10', [], 8],
  ['25 from 6 on', '7.3.2', [], 25],
  ["the file's", '7.3.2', [sidekiq({ timeout: literal(60) })], 60],
] as [string, string, JobSettings[], number][])("Sidekiq's shutdown timeout: %s", (_, version, jobs, expected) => {
  expect(run(version, jobs, {})?.timeout).toBe(expected);
});

describe('Solid Queue', () => {
  const worker = (threads: number, processes: number) => ({
    queues: '*',
    threads: literal(threads),
    processes: literal(processes),
    at: YML,
  });
  const model = (workers: ReturnType<typeof worker>[]) => {
    const settings: JobSettings = {
      kind: 'job-settings',
      system: 'solid_queue',
      path: 'config/queue.yml',
      environments: { production: { workers, dispatchers: 1 } },
      at: YML,
    };
    const jobs = jobModel('solid_queue', applicationOf({ jobs: [settings] }), commandOf('bin/jobs'), scopeOf({}));
    return jobs === undefined ? undefined : { concurrency: shown(jobs.concurrency), processes: shown(jobs.processes) };
  };

  test('needs a pool for its largest worker, and counts every process', () => {
    expect(model([worker(3, 2), worker(8, 1)])).toEqual({ concurrency: 8, processes: 6 });
  });

  test('starts one worker with 3 threads when none is configured', () => {
    expect(model([])).toEqual({ concurrency: 3, processes: 4 });
  });
});
