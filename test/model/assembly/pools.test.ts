import { describe, expect, test } from '@jest/globals';
import { databaseModel } from '../../../src/model/assembly/pools.js';
import type { Expression } from '../../../src/model/expression.js';
import type { DatabaseConfig, DatabaseSettings } from '../../../src/model/facts/database-settings.js';
import type { Image } from '../../../src/model/facts/image.js';
import { known } from '../../../src/model/traced.js';
import { applicationOf, at, env, literal, locked, MANIFEST, scopeOf, shown } from './build.js';

const FILE = at('config/database.yml', 7);

function config(parts: Partial<DatabaseConfig>): DatabaseConfig {
  return { name: 'primary', adapter: literal('postgresql'), replica: false, at: FILE, ...parts };
}

function file(environments: DatabaseSettings['environments'], parts: Partial<DatabaseSettings> = {}): DatabaseSettings {
  return { kind: 'database-settings', path: 'config/database.yml', sample: false, environments, at: FILE, ...parts };
}

function pools(
  settings: readonly DatabaseSettings[],
  variables: Record<string, string | null> = {},
  activerecord = '7.1.5',
) {
  const application = applicationOf({ databases: settings, gems: locked({ activerecord }) });
  const model = databaseModel(application, scopeOf(variables), MANIFEST);
  return {
    pools: Object.fromEntries(model.pools.map(({ database, size }) => [database, shown(size)])),
    adapter: shown(model.adapter),
  };
}

const readUnset: Expression = { kind: 'env-read', name: 'DB_POOL', strict: false, at: FILE };

describe("Active Record's pools in one process", () => {
  test.each<[string, DatabaseSettings['environments'], string | null, string | undefined]>([
    ['no section of its name', { development: [config({})] }, null, 'production'],
    ['a section', { production: [config({})] }, null, undefined],
    ['a URL that says the pool', { development: [config({})] }, 'postgres://db/app?pool=9', undefined],
  ])('tells the section that is missing, with %s', (_, environments, url, expected) => {
    const application = applicationOf({ databases: [file(environments)], gems: locked({ activerecord: '7.1.5' }) });
    const { missingSection } = databaseModel(application, scopeOf({ DATABASE_URL: url }), MANIFEST);
    expect(missingSection?.value).toBe(expected);
  });

  test.each([
    ['a literal pool', [file({ production: [config({ pool: literal(15) })] })], {}, '7.1.5', { primary: 15 }],
    [
      'the variable over its default',
      [file({ production: [config({ pool: env('RAILS_MAX_THREADS', literal(5)) })] })],
      { RAILS_MAX_THREADS: '8' },
      '7.1.5',
      { primary: 8 },
    ],
    ['5 without the key', [file({ production: [config({})] })], {}, '7.1.5', { primary: 5 }],
    [
      'max_connections before pool',
      [file({ production: [config({ pool: literal(5), maxConnections: literal(9) })] })],
      {},
      '8.1.0',
      { primary: 9 },
    ],
    [
      "the URL's parameter before the file",
      [file({ production: [config({ pool: literal(10) })] })],
      { DATABASE_URL: 'postgres://db/app?pool=2' },
      '7.1.5',
      { primary: 2 },
    ],
    [
      'the file under a URL without the parameter',
      [file({ production: [config({ pool: literal(10) })] })],
      { DATABASE_URL: 'postgres://db/app' },
      '7.1.5',
      { primary: 10 },
    ],
    [
      'the file under a URL in a Secret',
      [file({ production: [config({ pool: literal(10) })] })],
      { DATABASE_URL: null },
      '7.1.5',
      { primary: 10 },
    ],
    [
      'a nil pool is 5 before Rails 8.1',
      [file({ production: [config({ pool: readUnset })] })],
      {},
      '8.0.2',
      { primary: 5 },
    ],
    [
      'a nil pool is unlimited from Rails 8.1',
      [file({ production: [config({ pool: readUnset })] })],
      {},
      '8.1.0',
      { primary: null },
    ],
    [
      '5 without a section for the environment',
      [file({ development: [config({ pool: literal(20) })] })],
      { DATABASE_URL: null },
      '7.1.5',
      { primary: 5 },
    ],
    [
      'a pool for each database',
      [file({ production: [config({ pool: literal(10) }), config({ name: 'queue', pool: literal(3) })] })],
      {},
      '8.0.2',
      { primary: 10, queue: 3 },
    ],
    [
      'a sample where there is no other file',
      [file({ production: [config({ pool: literal(7) })] }, { sample: true, path: 'config/database.yml.sample' })],
      {},
      '7.1.5',
      { primary: 7 },
    ],
    [
      'nothing of a sample that DATABASE_URL may stand in for',
      [file({ production: [config({ pool: literal(7) })] }, { sample: true, path: 'config/database.yml.sample' })],
      { DATABASE_URL: null },
      '7.1.5',
      { primary: '[ambiguous]' },
    ],
    [
      'nothing of a file that builds its structure in code',
      [file({}, { opaque: { text: 'configs.each', at: FILE } })],
      {},
      '7.1.5',
      { primary: '[not-computable]' },
    ],
    ['nothing without a file and without a URL', [], {}, '7.1.5', { primary: '[not-declared]' }],
  ] as [string, DatabaseSettings[], Record<string, string | null>, string, unknown][])(
    '%s',
    (_, settings, variables, activerecord, expected) => {
      expect(pools(settings, variables, activerecord).pools).toEqual(expected);
    },
  );

  test('says that a hidden URL is assumed to carry no pool', () => {
    const application = applicationOf({ databases: [file({ production: [config({ pool: literal(10) })] })] });
    const [pool] = databaseModel(application, scopeOf({ DATABASE_URL: null }), MANIFEST).pools;
    expect(pool?.size.trail.map(({ says }) => says)).toEqual([
      'says 10',
      'the URL is not readable; assumed to carry no pool parameter',
    ]);
  });

  test('a sample that the image copies counts like the file', () => {
    const sample = file(
      { production: [config({ pool: literal(7) })] },
      { sample: true, path: 'config/database.yml.sample' },
    );
    const copies = [{ from: './config/database.yml.sample', to: 'config/database.yml', at: FILE }];
    const user = known(null, { location: FILE, says: 'declares no USER' });
    const image: Image = { kind: 'image', path: 'Dockerfile', env: [], exposes: [], copies, user, at: FILE };
    const application = applicationOf({ databases: [sample], images: [image] });
    const [pool] = databaseModel(application, scopeOf({ DATABASE_URL: null }), MANIFEST).pools;
    expect(pool && shown(pool.size)).toBe(7);
  });

  test('an application without Active Record has none', () => {
    const application = applicationOf({ gems: locked({ sinatra: '4.0.0' }) });
    expect(databaseModel(application, scopeOf({}), MANIFEST).pools).toEqual([]);
  });

  test('the adapter is that of the URL when the file names none', () => {
    const { adapter: _, ...bare } = config({});
    expect(pools([file({ production: [bare] })], { DATABASE_URL: 'postgis://db/app' }).adapter).toBe('postgresql');
  });
});
