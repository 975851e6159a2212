import { beforeAll, describe, expect, test } from '@jest/globals';
import type { DatabaseSettings } from '../../../src/model/facts/database-settings.js';
import { activeRecordReader } from '../../../src/readers/active-record/reader.js';
import { initRuby } from '../../../src/syntax/ruby/parse.js';
import { Source } from '../../../src/syntax/source.js';
import { inShort } from '../../syntax/ruby/expression-text.js';

beforeAll(initRuby);

function read(text: string, path = 'config/database.yml'): DatabaseSettings {
  const fact = activeRecordReader.read(new Source(path, text)).part?.[0];
  if (fact?.kind !== 'database-settings') throw new Error('no settings were read');
  return fact;
}

test.each([
  ['config/database.yml', true],
  ['apps/shop/config/database.yml', true],
  ['config/database.yml.erb', true],
  ['config/database.yml.example', true],
  ['config/database.docker.yml', true],
  ['config/databases/orders.yml', false],
  ['config/cable.yml', false],
])('%s is a database configuration: %s', (path, expected) => {
  expect(activeRecordReader.matches(path)).toBe(expected);
});

test('an anchor with what all environments share, as Rails generates it', () => {
  const text = `default: &default
  adapter: postgresql
  pool: <%= ENV.fetch("RAILS_MAX_THREADS") { 5 } %>

test:
  <<: *default
  database: shop_test<%= ENV['TEST_ENV_NUMBER'] %>

production:
  <<: *default
  url: <%= ENV["DATABASE_URL"] %>
  prepared_statements: false
`;
  expect(inShort(read(text))).toEqual({
    kind: 'database-settings',
    path: 'config/database.yml',
    sample: false,
    environments: {
      default: [{ name: 'primary', adapter: '"postgresql"', pool: '(RAILS_MAX_THREADS ?? 5)', replica: false }],
      test: [
        {
          name: 'primary',
          adapter: '"postgresql"',
          pool: '(RAILS_MAX_THREADS ?? 5)',
          database: 'text("shop_test" TEST_ENV_NUMBER)',
          replica: false,
        },
      ],
      production: [
        {
          name: 'primary',
          adapter: '"postgresql"',
          pool: '(RAILS_MAX_THREADS ?? 5)',
          url: 'DATABASE_URL',
          preparedStatements: 'false',
          replica: false,
        },
      ],
    },
  });
});

test('several databases of one environment, in file order', () => {
  const text = `production:
  primary: &primary
    adapter: postgresql
    max_connections: 10
  primary_replica:
    <<: *primary
    replica: true
  queue:
    <<: *primary
    max_connections: <%= ENV["QUEUE_POOL"] || 7 %>
    migrations_paths: db/queue_migrate
`;
  expect(inShort(read(text).environments.production)).toEqual([
    { name: 'primary', adapter: '"postgresql"', maxConnections: '10', replica: false },
    { name: 'primary_replica', adapter: '"postgresql"', maxConnections: '10', replica: true },
    { name: 'queue', adapter: '"postgresql"', maxConnections: '(QUEUE_POOL or 7)', replica: false },
  ]);
});

test('two merge keys in one mapping both count, the later one wins', () => {
  const text = 'a: &a\n  pool: 1\n  host: a\nb: &b\n  pool: 2\nproduction:\n  <<: *a\n  <<: *b\n';
  expect(inShort(read(text).environments.production)).toEqual([
    { name: 'primary', pool: '2', host: '"a"', replica: false },
  ]);
});

test('an environment may be nothing but a URL, or nothing', () => {
  expect(inShort(read('production: <%= ENV["DATABASE_URL"] %>\nstaging:\n').environments)).toEqual({
    production: [{ name: 'primary', url: 'DATABASE_URL', replica: false }],
    staging: [],
  });
});

test('an environment is absent where the file does not have it', () => {
  expect(read('development:\n  pool: 5\n').environments).not.toHaveProperty('production');
});

describe('where a pool would be written', () => {
  test('is the first line of the mapping that has none', () => {
    const text = 'default: &default\n  host: a\nproduction:\n  <<: *default\n  database: shop\n';
    const [config] = read(text).environments.production ?? [];
    expect(config?.poolSlot).toEqual({
      path: 'config/database.yml',
      start: text.indexOf('<<'),
      end: text.indexOf('<<'),
      prefix: 'pool: ',
      suffix: '\n  ',
      format: 'plain',
    });
  });

  test('is nowhere when a pool is there, under either name', () => {
    expect(read('production:\n  pool: 5\n').environments.production?.[0]).not.toHaveProperty('poolSlot');
    expect(read('production:\n  max_connections: 5\n').environments.production?.[0]).not.toHaveProperty('poolSlot');
  });
});

describe('ERB that decides about lines', () => {
  test('makes a setting conditional', () => {
    const text = 'production:\n  <% if ENV["VCAP"] %>\n  pool: 5\n  <% else %>\n  pool: 10\n  <% end %>\n';
    expect(inShort(read(text).environments.production)).toEqual([
      { name: 'primary', pool: '(if not(VCAP) then 10 else (if VCAP then 5 else null))', replica: false },
    ]);
    expect(read(text)).not.toHaveProperty('opaque');
  });

  test('around an environment that it asks for changes nothing', () => {
    const text = '<% if Rails.env.production? %>\nproduction:\n  pool: 5\n<% end %>\n';
    expect(inShort(read(text).environments)).toEqual({ production: [{ name: 'primary', pool: '5', replica: false }] });
  });

  test.each([
    [
      'an environment under another condition',
      '<% if ENV["A"] %>\nproduction:\n  pool: 5\n<% end %>\n',
      'production depends on a condition',
    ],
    [
      'one of two environments',
      '<% if a %>\nproduction:\n  pool: 5\n<% else %>\nproduction:\n  pool: 6\n<% end %>\n',
      'production depends on a condition',
    ],
    [
      'a database under a condition',
      'production:\n  primary:\n    pool: 5\n  <% if ENV["R"] %>\n  replica:\n    pool: 5\n  <% end %>\n',
      'replica depends on a condition',
    ],
    ['an environment named by ERB', '<%= Rails.env %>:\n  pool: 5\n', 'an environment named by ERB'],
    ['lines printed by ERB', '<%= shared_settings %>\nproduction:\n  pool: 5\n', '<%= shared_settings %>'],
    ['an environment built by ERB', 'production: <%= config.to_json %>\n', 'config.to_json'],
  ])('makes the file opaque: %s', (_what, text, expected) => {
    expect(read(text).opaque?.text).toBe(expected);
  });
});

test('a password in a URL stays in the file', () => {
  const text = 'production:\n  url: <%= ENV.fetch("DATABASE_URL", "postgres://shop:hunter2@db/shop?pool=9") %>\n';
  expect(inShort(read(text).environments.production)).toEqual([
    { name: 'primary', url: '(DATABASE_URL ?? "postgres://shop:[hidden]@db/shop?pool=9")', replica: false },
  ]);
  expect(JSON.stringify(read('production:\n  url: postgres://shop:hunter2@db/shop\n'))).not.toContain('hunter2');
});

test('a sample is told from the real file by its name', () => {
  expect(read('production:\n  pool: 5\n', 'config/database.yml.sample').sample).toBe(true);
  expect(read('production:\n  pool: 5\n', 'config/database.example.yml').sample).toBe(true);
  expect(read('production:\n  pool: 5\n', 'config/database.docker.yml').sample).toBe(false);
});

test.each([
  ['broken YAML', 'production:\n\tpool: 5\n'],
  ['a list', '- production\n'],
])('%s says nothing about what is absent', (_what, text) => {
  expect(read(text)).toMatchObject({ environments: {}, opaque: { at: { path: 'config/database.yml' } } });
});

test('names that every JavaScript object has are environments like any other', () => {
  const { environments } = read('__proto__:\n  pool: 1\nconstructor:\n  pool: 2\n');
  expect(Object.keys(environments)).toEqual(['__proto__', 'constructor']);
});
