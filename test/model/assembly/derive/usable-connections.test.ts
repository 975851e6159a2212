import { describe, expect, test } from '@jest/globals';
import { usableOfBudget, usableOfServer } from '../../../../src/model/assembly/derive/usable-connections.js';
import type { DatabaseServer } from '../../../../src/model/facts/datastore.js';
import { hidden, postgres, says, shown } from './example.js';

function bounds(parts: Partial<DatabaseServer>): readonly unknown[] {
  const { low, high } = usableOfServer(postgres('shop', parts));
  return [shown(low), shown(high)];
}

describe('the connections that a server offers to applications', () => {
  test.each([
    ['db.t3.micro', 70, 107],
    ['db.t3.small', 179, 220],
    ['db.t3.medium', 398, 445],
    ['db.m5.large', 835, 896],
    ['db.r4.large', 1627, 1712],
    ['db.r6g.large', 1709, 1797],
    ['db.r6g.xlarge', 3457, 3599],
    ['db.r6g.2xlarge', 4995, 4995],
  ])('RDS PostgreSQL on %s: %i to %i', (name, low, high) => {
    expect(bounds({ instanceClass: says(name) })).toEqual([low, high]);
  });

  test('a declared number is exact, less 3 superuser slots and the 2 of RDS', () => {
    expect(bounds({ maxConnections: says('100') })).toEqual([95, 95]);
  });

  test('a declared formula is computed for the class', () => {
    expect(bounds({ maxConnections: says('LEAST({DBInstanceClassMemory/9531392},150)') })).toEqual([145, 145]);
  });

  test.each([
    [
      'aurora PostgreSQL by its published table',
      { provider: 'aurora', instanceClass: says('db.r5.large') },
      1594,
      1597,
    ],
    [
      'aurora MySQL by size',
      { provider: 'aurora', engine: says('mysql'), instanceClass: says('db.r5.xlarge') },
      2000,
      2000,
    ],
    ['Azure, which keeps 15', { provider: 'azure', instanceClass: says('GP_Standard_D2ds_v4') }, 844, 844],
    ['Azure, burstable', { provider: 'azure', instanceClass: says('B_Standard_B1ms') }, 35, 35],
    ['Azure, large', { provider: 'azure', instanceClass: says('MO_Standard_E16ds_v5') }, 4985, 4985],
    ['a plain server with a number', { provider: 'unknown', maxConnections: says('100') }, 97, 97],
  ] as const)('%s', (_, parts, low, high) => {
    expect(bounds(parts)).toEqual([low, high]);
  });

  test.each([
    [0.5, 8, 1663, 1666],
    [0.5, 16, 1994, 1997],
    [1, 16, 3354, 3357],
    [1, 6, 817, 1666],
  ])('Aurora Serverless from %d to %d ACU: %i to %i', (min, max, low, high) => {
    const capacity = { min: says(min), max: says(max) };
    expect(bounds({ provider: 'aurora', instanceClass: says('db.serverless'), serverlessCapacity: capacity })).toEqual([
      low,
      high,
    ]);
  });

  test.each([
    ['a class that is not published', { instanceClass: says('db.z9.large') }, 'outside-repository'],
    ['a class that is left out', { instanceClass: says(null) }, 'not-declared'],
    ['a class behind a variable', { instanceClass: hidden }, 'hidden-in-secret'],
    ['a parameter in no known form', { maxConnections: says('lots') }, 'not-computable'],
    ['a server of an unknown provider', { provider: 'unknown' }, 'outside-repository'],
  ] as const)('%s leaves them unknown', (_, parts, reason) => {
    expect(usableOfServer(postgres('shop', parts)).low).toMatchObject({ known: false, reason });
  });
});

describe('the connections that the contract grants', () => {
  test('are taken as they stand, less what others use', () => {
    const usable = usableOfBudget({ maxConnections: says(398), otherConsumers: says(40) });
    expect(usable && [shown(usable.low), shown(usable.high)]).toEqual([358, 358]);
  });

  test('a budget without max_connections grants nothing in particular', () => {
    expect(usableOfBudget({ reserveForOps: says(10) })).toBeUndefined();
  });
});
