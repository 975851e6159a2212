import { beforeAll, describe, expect, test } from '@jest/globals';
import { goodJobReader } from '../../../src/readers/good-job/reader.js';
import { initRuby } from '../../../src/syntax/ruby/parse.js';
import { Source } from '../../../src/syntax/source.js';
import { inShort } from '../../syntax/ruby/expression-text.js';

beforeAll(initRuby);

const read = (text: string, path = 'config/initializers/good_job.rb') =>
  inShort(goodJobReader.read(new Source(path, text)).part);

test('the settings of an initializer', () => {
  const text = `Rails.application.configure do
  config.good_job.execution_mode = :async if Rails.env.development?
  config.good_job.max_threads = ENV.fetch("GOOD_JOB_MAX_THREADS", 5).to_i
  config.good_job.queues = "mailers:2;*"
  config.good_job.cron = {}
end
`;
  expect(read(text)).toEqual([
    {
      kind: 'job-settings',
      system: 'good_job',
      path: 'config/initializers/good_job.rb',
      maxThreads: 'integer((GOOD_JOB_MAX_THREADS ?? 5))',
      queues: '"mailers:2;*"',
      executionMode: '(if (rails-env == "development") then "async" else null)',
    },
  ]);
});

test.each([
  [
    'in the application',
    'module Shop\n  class Application < Rails::Application\n    config.good_job.max_threads = 5\n  end\nend',
  ],
  ['from outside', 'Rails.application.config.good_job.max_threads = 5'],
  ['as one hash', 'Rails.application.configure do\n  config.good_job = { max_threads: 5, enable_cron: true }\nend'],
  ['by key', 'Rails.application.config.good_job[:max_threads] = 5'],
])('written %s', (_how, text) => {
  expect(read(text, 'config/application.rb')).toMatchObject([{ maxThreads: '5' }]);
});

test('a hash that is computed may set everything', () => {
  expect(read('Rails.application.config.good_job = Shop.jobs')).toMatchObject([
    { maxThreads: 'opaque<Shop.jobs>', queues: 'opaque<Shop.jobs>', executionMode: 'opaque<Shop.jobs>' },
  ]);
});

test('the file of an environment says which', () => {
  const text = 'Rails.application.configure do\n  config.good_job.max_threads = 5\nend\n';
  expect(read(text, 'config/environments/production.rb')).toMatchObject([{ railsEnv: 'production' }]);
});

describe('gives no settings', () => {
  test.each([
    ['for others of GoodJob', 'Rails.application.config.good_job.preserve_job_records = true'],
    ['for the adapter alone', 'Rails.application.config.active_job.queue_adapter = :good_job'],
    ['for another library', 'Rails.application.config.solid_queue.max_threads = 5'],
  ])('%s', (_what, text) => {
    expect(read(text)).toBeUndefined();
  });
});
