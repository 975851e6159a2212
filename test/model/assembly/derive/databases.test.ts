import { describe, expect, test } from '@jest/globals';
import { deriveDatabases } from '../../../../src/model/assembly/derive/databases.js';
import type { DatabaseSettings } from '../../../../src/model/facts/database-settings.js';
import type { Rollout } from '../../../../src/model/facts/workload.js';
import type { Database } from '../../../../src/model/model.js';
import type { Unknown } from '../../../../src/model/traced.js';
import { unknown } from '../../../../src/model/traced.js';
import {
  application,
  contract,
  draft,
  environment,
  hidden,
  literal,
  place,
  postgres,
  says,
  shown,
  sidekiq,
  workload,
} from './example.js';

const web = draft('web', {
  process: { replicas: { min: says(2), max: says(10) }, processes: says(3), pool: says(10) },
});
const worker = sidekiq('sidekiq', 10, { replicas: { min: says(1), max: says(4) }, gracePeriodSeconds: says(60) });

function only(databases: readonly Database[]): Database {
  const [database] = databases;
  if (database === undefined || databases.length > 1) throw new Error(`${databases.length} databases`);
  return database;
}

function demandOf(drafts: Parameters<typeof environment>[0]): Database['demand'] {
  return only(deriveDatabases(environment(drafts, { databaseServers: [postgres('shop')] }))).demand;
}

describe('the demand on a database server', () => {
  test('is that of the catalogue: 10 × 3 × 5 + 4 × 10 + 3', () => {
    const database = only(deriveDatabases(environment([worker, web], { databaseServers: [postgres('shop')] })));
    expect([shown(database.usable.low), shown(database.usable.high)]).toEqual([179, 220]);
    const { demand } = database;
    expect(
      demand.lines.map((line) => [
        line.process,
        shown(line.pods),
        shown(line.processes),
        shown(line.connections),
        shown(line.total),
      ]),
    ).toEqual([
      ['web', 10, 3, 5, 150],
      ['sidekiq', 4, 1, 10, 40],
    ]);
    expect(shown(demand.ops)).toBe(3);
    expect(shown(demand.steady)).toBe(193);
    expect(shown(demand.ceiling)).toBe(343);
    expect(shown(demand.rollout)).toBe(13 * 15 + 5 * 10 + 3);
    expect(shown(demand.draining)).toBe(383);
    expect(shown(demand.breaksAtPods)).toBe(10);
    expect(shown(demand.longestGraceSeconds)).toBe(60);
  });

  test.each([
    [1, 2],
    [2, 3],
    [3, 4],
    [4, 5],
    [5, 7],
    [8, 10],
    [10, 13],
    [20, 25],
  ])('%i pods surge to %i at the default 25 %%', (pods, surged) => {
    const { rollout } = demandOf([draft('web', { process: { replicas: { min: says(1), max: says(pods) } } })]);
    expect(shown(rollout)).toBe(surged * 5 + 3);
  });

  test.each<[string, Partial<Rollout>, string, number, number]>([
    ['maxSurge 1', { maxSurge: says('1') }, 'Deployment', 11, 20],
    ['maxSurge 0', { maxSurge: says('0') }, 'Deployment', 10, 20],
    ['Recreate', { strategy: 'Recreate' }, 'Deployment', 10, 10],
    ['a StatefulSet', {}, 'StatefulSet', 10, 10],
  ])('%s', (_, parts, type, surged, draining) => {
    const rollout: Rollout = { strategy: 'RollingUpdate', maxSurge: says(null), maxUnavailable: says(null), ...parts };
    const demand = demandOf([
      draft('web', {
        workload: workload('web', { rollout, type }),
        process: { replicas: { min: says(1), max: says(10) } },
      }),
    ]);
    expect([shown(demand.rollout), shown(demand.draining)]).toEqual([surged * 5 + 3, draining * 5 + 3]);
  });

  test('counts no process that runs to its end: ops stands for it', () => {
    const migration = draft('migrate', { process: { kind: 'one-shot' } });
    expect(shown(demandOf([migration]).steady)).toBe(3);
  });

  test('counts extra threads only as far as the pool goes', () => {
    const extras = draft('web', { process: { extraDatabaseThreads: says(4), pool: says(8) } });
    expect(shown(demandOf([extras]).steady)).toBe(8 + 3);
  });

  test('takes the threads where the pool is unlimited, and then knows no ceiling', () => {
    const demand = demandOf([draft('web', { process: { pool: says(null) } })]);
    expect(shown(demand.steady)).toBe(5 + 3);
    expect(demand.ceiling).toMatchObject({ known: false, reason: 'not-computable' });
  });

  test('is unknown with one unknown process, and keeps its lines', () => {
    const demand = demandOf([web, draft('api', { process: { pool: hidden } })]);
    expect(shown(demand.steady)).toBe('unknown: hidden-in-secret: api: a value in Secret shop');
    expect(demand.lines.map(({ process }) => process)).toEqual(['web', 'api']);
  });

  test('is unknown with a DaemonSet', () => {
    const agent = draft('agent', { workload: workload('agent', { type: 'DaemonSet' }) });
    expect(demandOf([agent]).steady).toMatchObject({ known: false, reason: 'outside-repository' });
  });

  test('is unknown where a process may or may not use the database', () => {
    const doubtful = draft('tool', {
      process: { kind: 'unknown', databaseAdapter: unknown('not-computable', 'its command') },
    });
    expect(demandOf([web, doubtful]).steady).toMatchObject({ known: false, reason: 'not-computable' });
  });

  test.each<[string, Readonly<Record<string, string | Unknown>>, number | string]>([
    ['where nothing gives it another', {}, 5 + 5 + 3],
    [
      'not for certain where a Secret may give it another',
      { CACHE_DATABASE_URL: hidden },
      'unknown: hidden-in-secret: web: CACHE_DATABASE_URL, which may give the cache database another server',
    ],
  ])('counts a further database of the same host, %s', (_, variables, expected) => {
    const configs = ['cache', 'primary'].map((name) => ({
      name,
      replica: false,
      host: literal('db'),
      at: place('config/database.yml'),
    }));
    const settings: DatabaseSettings = {
      kind: 'database-settings',
      path: 'config/database.yml',
      sample: false,
      environments: { production: configs },
      at: place('config/database.yml'),
    };
    const pools = ['primary', 'cache'].map((database) => ({ database, size: says(5), replica: false }));
    const two = draft('web', { process: { pools }, variables, application: application({ databases: [settings] }) });
    expect(shown(demandOf([two]).steady)).toBe(expected);
  });

  test('ignores what uses SQLite or no database', () => {
    expect(demandOf([draft('web', { process: { databaseAdapter: says('sqlite3') } })]).lines).toEqual([]);
  });
});

describe('the servers of an environment', () => {
  test('a literal host attributes a process to one of several servers', () => {
    const shop = draft('web', { variables: { DATABASE_URL: 'postgres://u@shop.x1.eu-west-1.rds.amazonaws.com/app' } });
    const servers = [postgres('shop'), postgres('billing')];
    const found = deriveDatabases(environment([shop], { databaseServers: servers }));
    expect(found.map(({ name, demand }) => [name, shown(demand.steady)])).toEqual([
      ['shop', 8],
      ['billing', 3],
    ]);
  });

  test('without one, the demand on each of them is unknown', () => {
    const servers = [postgres('shop'), postgres('billing')];
    const found = deriveDatabases(environment([web], { databaseServers: servers }));
    expect(found.map(({ demand }) => shown(demand.steady))).toEqual([
      'unknown: ambiguous: which database server web uses',
      'unknown: ambiguous: which database server web uses',
    ]);
  });

  test('a replica serves the replica pools only', () => {
    const pools = [
      { database: 'primary', size: says(5), replica: false },
      { database: 'primary_replica', size: says(3), replica: true },
    ];
    const servers = [postgres('shop'), postgres('shop-replica', { readOnly: true })];
    const found = deriveDatabases(environment([draft('web', { process: { pools } })], { databaseServers: servers }));
    expect(found.map(({ demand }) => shown(demand.steady))).toEqual([8, 6]);
  });

  test("the contract's budget wins over the class, and its reserve over the default", () => {
    const budget = { postgres: { maxConnections: says(398), reserveForOps: says(10) } };
    const found = deriveDatabases(environment([web], { databaseServers: [postgres('shop')] }, contract({ budget })));
    expect([shown(only(found).usable.low), shown(only(found).demand.steady)]).toEqual([398, 160]);
  });

  test('the contract alone makes one, named postgres', () => {
    const budget = { postgres: { maxConnections: says(398, 'contract.yml') } };
    const database = only(deriveDatabases(environment([web], {}, contract({ budget }))));
    expect([database.name, shown(database.usable.high), database.at.path]).toEqual(['postgres', 398, 'contract.yml']);
  });

  test('nothing but processes makes one whose limit is unknown and whose demand shows', () => {
    const database = only(deriveDatabases(environment([web])));
    expect(shown(database.usable.low)).toBe("unknown: outside-repository: the database server's max_connections");
    expect(shown(database.demand.steady)).toBe(153);
  });

  test('where no process uses a database there is none', () => {
    expect(deriveDatabases(environment([draft('web', { process: { databaseAdapter: says(null) } })]))).toEqual([]);
  });
});
