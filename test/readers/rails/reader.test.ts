// biome-ignore-all lint/suspicious/noThenProperty: the vocabulary's word
import { beforeAll, describe, expect, test } from '@jest/globals';
import { railsReader } from '../../../src/readers/rails/reader.js';
import { initRuby } from '../../../src/syntax/ruby/parse.js';
import { Source } from '../../../src/syntax/source.js';

beforeAll(initRuby);

function read(lines: string, path = 'config/environments/production.rb') {
  const text = `Rails.application.configure do\n${lines}\nend\n`;
  return railsReader.read(new Source(path, text)).part?.[0];
}

test('settings are kept by name, the last assignment wins, comments do not count', () => {
  const settings = read(
    '  config.force_ssl = false\n  config.force_ssl = true\n  # config.assume_ssl = true\n  config.active_record.async_query_executor = :global_thread_pool',
  );
  expect(settings).toMatchObject({
    kind: 'rails-settings',
    railsEnv: 'production',
    settings: {
      'active_record.async_query_executor': { kind: 'literal', value: 'global_thread_pool' },
      force_ssl: { kind: 'literal', value: true, at: { startLine: 3, startColumn: 22 } },
    },
  });
  expect(Object.keys(settings?.settings ?? {})).toEqual(['active_record.async_query_executor', 'force_ssl']);
});

test('a condition becomes part of the setting', () => {
  expect(read('config.force_ssl = true\nconfig.force_ssl = false if ENV["NO_SSL"]')?.settings.force_ssl).toMatchObject({
    kind: 'conditional',
    then: { value: false },
    otherwise: { value: true },
  });
});

test('the password of a URL is hidden, and no edit goes where it stands', () => {
  const settings = read(
    'config.cache_store = :redis_cache_store, { url: ENV["R"] || "redis://:s3cret@cache" }',
  )?.settings;
  expect(settings?.['cache_store.url']).toMatchObject({ right: { kind: 'literal', value: 'redis://:[hidden]@cache' } });
  expect(JSON.stringify(settings)).not.toMatch(/s3cret/);
});

test('hashes and options are settings of their own', () => {
  const settings = read(
    'config.good_job = { max_threads: 5 }\nconfig.cache_store = :redis_cache_store, { url: ENV["R"] }',
  );
  expect(settings?.settings).toMatchObject({
    'good_job.max_threads': { value: 5 },
    cache_store: { value: 'redis_cache_store' },
    'cache_store.url': { kind: 'env-read', name: 'R' },
  });
});

test('config/application.rb and initializers have no environment', () => {
  const text = 'module Shop\n  class Application < Rails::Application\n    config.force_ssl = true\n  end\nend';
  const [application] = railsReader.read(new Source('config/application.rb', text)).part ?? [];
  expect(application?.settings).toMatchObject({ force_ssl: { value: true } });
  expect(application).not.toHaveProperty('railsEnv');
  const ssl = 'Rails.application.config.assume_ssl = true';
  expect(railsReader.read(new Source('config/initializers/ssl.rb', ssl)).part?.[0]?.settings).toMatchObject({
    assume_ssl: { value: true },
  });
  expect(railsReader.read(new Source('config/initializers/cors.rb', 'config.cors = true'))).toEqual({});
});

describe('the paths that are not redirected', () => {
  test.each([
    ['->(request) { request.path == "/up" }', [{ match: 'equals', text: '/up' }]],
    [
      '-> request { request.path.start_with?("/up", "/h") }',
      [
        { match: 'starts-with', text: '/up' },
        { match: 'starts-with', text: '/h' },
      ],
    ],
    ['->(r) { r.path =~ /\\A\\/health/ }', [{ match: 'regexp', text: '^/health' }]],
    ['->(r) { /up|live/.match?(r.path) }', [{ match: 'regexp', text: 'up|live' }]],
    [
      '->(r) { %w[/up /live].include?(r.path) }',
      [
        { match: 'equals', text: '/up' },
        { match: 'equals', text: '/live' },
      ],
    ],
    [
      '->(r) { r.path == "/up" || (r.path.include?("a.b")) }',
      [
        { match: 'equals', text: '/up' },
        { match: 'regexp', text: 'a\\.b' },
      ],
    ],
    ['proc { |r| r.path.in?(["/up"]) }', [{ match: 'equals', text: '/up' }]],
  ])('%s', (lambda, excludes) => {
    expect(read(`config.ssl_options = { redirect: { exclude: ${lambda} } }`)?.sslOptions).toMatchObject({
      redirectOff: false,
      excludes,
      excludeUnknown: false,
    });
  });

  test.each([
    '->(r) { r.host == "x" }',
    '->(r) { other.path == "/up" }',
    '->(r) { r.path =~ /(a+)+$/ }',
    '->(r) { r.get? && r.path == "/up" }',
    '->(r) { r.path == HEALTH }',
    'HEALTH',
  ])('are unknown for %s', (lambda) => {
    const options = read(`config.ssl_options = { redirect: { exclude: ${lambda} } }`)?.sslOptions;
    expect(options).toMatchObject({ excludeUnknown: true });
    expect(options).not.toHaveProperty('excludes');
  });
});

test.each([
  ['{ redirect: false }', { redirectOff: true, excludeUnknown: false }],
  [
    '{ redirect: { host: "shop.example" } }',
    { redirectOff: false, redirectHost: 'shop.example', excludeUnknown: false },
  ],
  ['{ hsts: { subdomains: true } }', { redirectOff: false, excludeUnknown: false }],
  ['options', { redirectOff: false, excludeUnknown: true }],
])('ssl_options %s', (value, expected) => {
  expect(read(`config.ssl_options = ${value}`)?.sslOptions).toEqual({ ...expected, at: expect.anything() });
});

test('a file with syntax errors has problems and does not throw', () => {
  expect(railsReader.read(new Source('config/application.rb', 'config.force_ssl = = do')).problems).not.toHaveLength(0);
});
