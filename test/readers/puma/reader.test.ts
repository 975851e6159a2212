import { beforeAll, describe, expect, test } from '@jest/globals';
import type { ServerSettings } from '../../../src/model/facts/server-settings.js';
import { pumaReader } from '../../../src/readers/puma/reader.js';
import { initRuby } from '../../../src/syntax/ruby/parse.js';
import { Source } from '../../../src/syntax/source.js';
import { inShort } from '../../syntax/ruby/expression-text.js';

beforeAll(initRuby);

function read(text: string, path = 'config/puma.rb'): ServerSettings {
  const fact = pumaReader.read(new Source(path, text)).part?.[0];
  if (fact?.kind !== 'server-settings') throw new Error('no settings were read');
  return fact;
}

test.each([
  ['config/puma.rb', true],
  ['apps/shop/config/puma.rb', true],
  ['config/puma_prod.rb', true],
  ['config/puma/production.rb', true],
  ['config/initializers/puma.rb', false],
  ['lib/puma.rb', false],
  ['config/puma.yml', false],
])('%s is a configuration file: %s', (path, expected) => {
  expect(pumaReader.matches(path)).toBe(expected);
});

test('the file that Rails generates', () => {
  const text = `threads_count = ENV.fetch("RAILS_MAX_THREADS", 3)
threads threads_count, threads_count
port ENV.fetch("PORT", 3000)
plugin :tmp_restart
plugin :solid_queue if ENV["SOLID_QUEUE_IN_PUMA"]
pidfile ENV["PIDFILE"] if ENV["PIDFILE"]
`;
  expect(inShort(read(text))).toEqual({
    kind: 'server-settings',
    server: 'puma',
    path: 'config/puma.rb',
    threads: { min: '(RAILS_MAX_THREADS ?? 3)', max: '(RAILS_MAX_THREADS ?? 3)' },
    ports: ['(PORT ?? 3000)'],
    binds: [],
    plugins: [
      { name: 'tmp_restart', enabled: 'true' },
      { name: 'solid_queue', enabled: 'SOLID_QUEUE_IN_PUMA' },
    ],
    opaqueCalls: [],
  });
});

test('a clustered shop with its own names', () => {
  const text = `rails_env = ENV.fetch("RAILS_ENV", "development")
threads 1, Integer(ENV["PUMA_THREADS"] || 16)
if rails_env == "production"
  worker_count = Integer(ENV.fetch("WEB_CONCURRENCY", 1))
  workers worker_count if worker_count > 1
end
worker_timeout 3600 if rails_env == "development"
force_shutdown_after 25
bind "tcp://0.0.0.0:#{ENV.fetch("PORT", 3000)}"
ssl_bind "0.0.0.0", 8443, cert: "shop.pem"
on_worker_boot do
  workers 99
end
`;
  const workers = 'strict-integer((WEB_CONCURRENCY ?? 1))';
  const production = '((RAILS_ENV ?? "development") == "production")';
  expect(inShort(read(text))).toMatchObject({
    threads: { min: '1', max: 'strict-integer((PUMA_THREADS or 16))' },
    workers: `(if ${production} then (if (${workers} > 1) then ${workers} else null) else null)`,
    workerTimeout: '(if ((RAILS_ENV ?? "development") == "development") then 3600 else null)',
    forceShutdownAfter: '25',
    binds: ['text("tcp://0.0.0.0:" (PORT ?? 3000))', 'text("ssl://" "0.0.0.0" ":" 8443)'],
    opaqueCalls: [],
  });
});

test('one number of threads is both bounds', () => {
  expect(inShort(read('threads 5').threads)).toEqual({ min: '5', max: '5' });
});

test('a later call overrides an earlier one, where it is reached', () => {
  expect(inShort(read('threads 5, 5\nthreads 8, 8 if ENV["BIG"]').threads)).toEqual({
    min: '(if BIG then 8 else 5)',
    max: '(if BIG then 8 else 5)',
  });
});

test('a setting that is never called is absent', () => {
  expect(read('preload_app!')).not.toHaveProperty('workers');
  expect(read('preload_app!')).not.toHaveProperty('threads');
});

test('the file of one environment says which', () => {
  expect(read('workers 2', 'config/puma/staging.rb').railsEnv).toBe('staging');
  expect(read('workers 2', 'config/puma_prod.rb')).not.toHaveProperty('railsEnv');
});

test('the number to edit is found behind its variable', () => {
  const text = 'count = ENV.fetch("RAILS_MAX_THREADS", 5)\nthreads count, count\n';
  const max = read(text).threads?.max;
  const slot = max?.kind === 'env-read' && max.default?.kind === 'literal' ? max.default.slot : undefined;
  expect(slot).toEqual({ path: 'config/puma.rb', start: 39, end: 40, prefix: '', suffix: '', format: 'plain' });
});

describe('calls that may set anything', () => {
  test.each([
    ['a helper that is given the configuration', 'GovukPuma.configure_rails(self)'],
    ['a method that Puma does not have', 'shop_threads 5'],
    ['another configuration file', 'load "config/puma/shared.rb"'],
    ['threads from a list', 'threads(*COUNTS)'],
  ])('%s is opaque', (_what, text) => {
    expect(read(text).opaqueCalls).toMatchObject([{ text, at: { startLine: 1, startColumn: 1 } }]);
  });

  test.each([
    ['a constant of a library', 'Prometheus.start'],
    ['a library', 'require "barnes"'],
    ['output', 'puts "booting"'],
    ['a hook', 'before_fork { Barnes.start }'],
  ])('%s is not', (_what, text) => {
    expect(read(text).opaqueCalls).toEqual([]);
  });

  test('a file with a syntax error has one for each problem', () => {
    const { part, problems } = pumaReader.read(new Source('config/puma.rb', 'threads 5\nworkers (\n'));
    expect(problems?.length).toBeGreaterThan(0);
    expect(part).toMatchObject([{ opaqueCalls: problems?.map(({ message, at }) => ({ text: message, at })) }]);
  });
});

test('a setting in a loop is unknown, not absent', () => {
  expect(inShort(read('2.times { |n| workers n }').workers)).toBe(
    '(if opaque<2.times { |n| workers n }> then opaque<n> else null)',
  );
});
