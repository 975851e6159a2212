import { describe, expect, test } from '@jest/globals';
import { deriveExtensions } from '../../../../src/model/assembly/derive/extensions.js';
import type { DatabaseServer } from '../../../../src/model/facts/datastore.js';
import { unknown } from '../../../../src/model/traced.js';
import { application, contract, draft, environment, place, postgres, says, shown } from './example.js';

function judged(names: readonly string[], servers: readonly DatabaseServer[], required: readonly string[] = []) {
  const extensions = names.map(
    (name) => ({ kind: 'required-extension', name, at: place('db/schema.rb', 15) }) as const,
  );
  const declared = contract({ database: { requiredExtensions: required.map((name) => says(name, 'contract.yml')) } });
  const found = deriveExtensions(
    environment([draft('web', { application: application({ extensions }) })], { databaseServers: servers }, declared),
  );
  return found.map(({ name, declaredBy, available }) => [name, declaredBy, shown(available)]);
}

describe('an extension', () => {
  test.each<[string, string, Partial<DatabaseServer>, string]>([
    ['on RDS', 'pg_trgm', {}, 'yes'],
    ['with a schema before it', 'pg_catalog.pg_trgm', {}, 'yes'],
    ['outside the allow list', 'pgcrypto', { allowedExtensions: says(['pg_trgm', 'citext']) }, 'no'],
    ['inside the allow list', 'pg_trgm', { allowedExtensions: says(['pg_trgm', 'citext']) }, 'yes'],
    ['that RDS never offers', 'timescaledb', {}, 'no'],
    ['on Azure without an allow list', 'pg_trgm', { provider: 'azure', extensionsDefault: 'none' }, 'no'],
    [
      'on Azure with it allowed',
      'pg_trgm',
      { provider: 'azure', extensionsDefault: 'none', allowedExtensions: says(['pg_trgm']) },
      'yes',
    ],
    ['that is not preloaded', 'pg_stat_statements', { preloadLibraries: says(['pgaudit']) }, 'needs-preload'],
    ['that is preloaded', 'pg_stat_statements', { preloadLibraries: says(['pg_stat_statements']) }, 'yes'],
    [
      'whose preload is left to RDS',
      'pg_stat_statements',
      {},
      'unknown: outside-repository: the default shared_preload_libraries of shop',
    ],
    ['in no list', 'vector', {}, 'unknown: outside-repository: whether the provider of shop offers vector'],
  ])('%s', (_, name, parts, expected) => {
    expect(judged([name], [postgres('shop', parts)]).map(([, , available]) => available)).toEqual([expected]);
  });

  test('makes a need of its own for the schema and for the contract; plpgsql makes none', () => {
    expect(judged(['pgcrypto', 'pg_catalog.plpgsql', 'pgcrypto'], [postgres('shop')], ['pgcrypto'])).toEqual([
      ['pgcrypto', 'schema', 'yes'],
      ['pgcrypto', 'contract', 'yes'],
    ]);
  });

  test('is needed where no process is declared and there is one application', () => {
    const extensions = [{ kind: 'required-extension', name: 'pgcrypto', at: place('db/schema.rb', 15) }] as const;
    const server = postgres('shop', { allowedExtensions: says(['citext']) });
    const bare = { ...environment([], { databaseServers: [server] }), applications: [application({ extensions })] };
    expect(deriveExtensions(bare).map(({ name, available }) => [name, shown(available)])).toEqual([['pgcrypto', 'no']]);
  });

  test('is undecided on one of several servers', () => {
    const found = judged(['pg_trgm'], [postgres('shop'), postgres('billing')]);
    expect(found.map(([, , available]) => available)).toEqual(
      Array(2).fill('unknown: ambiguous: which database server holds the schema'),
    );
  });

  test('is needed on the server whose module gives the URL, and on no other', () => {
    const extensions = [{ kind: 'required-extension', name: 'pg_trgm', at: place('db/schema.rb', 15) }] as const;
    const url = unknown('hidden-in-secret', 'DATABASE_URL', [
      { location: place('databases.tf', 9), says: 'url of module.shop' },
    ]);
    const web = draft('web', { application: application({ extensions }), variables: { DATABASE_URL: url } });
    const databaseServers = [
      postgres('shop', { at: place('databases.tf', 9) }),
      postgres('snapshot', { at: place('databases.tf', 30) }),
    ];
    const found = deriveExtensions(environment([web], { databaseServers }));
    expect(found.map(({ database, available }) => [database, shown(available)])).toEqual([['shop', 'yes']]);
  });

  test('is not asked of MySQL or of a replica', () => {
    expect(judged(['pg_trgm'], [postgres('a', { engine: says('mysql') }), postgres('b', { readOnly: true })])).toEqual(
      [],
    );
  });
});
