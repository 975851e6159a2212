import { expect, test } from '@jest/globals';
import { auroraClassConnections, auroraServerlessConnections } from '../../../src/model/data/aurora-connections.js';
import { azureDefaultConnections } from '../../../src/model/data/azure-connections.js';
import { memoryOfClass } from '../../../src/model/data/rds-class-memory.js';

test.each([
  ['db.t3.micro', 1],
  ['db.t4g.2xlarge', 32],
  ['db.m4.10xlarge', 160],
  ['db.m3.medium', 3.75],
  ['db.r4.large', 15.25],
  ['db.r7g.32xlarge', 1024],
  ['db.m4.24xlarge', undefined],
  ['db.q1.large', undefined],
  ['t3.small', undefined],
])('%s has %d GiB nominally', (name, gibibytes) => {
  expect(memoryOfClass(name)?.high).toBe(gibibytes === undefined ? undefined : gibibytes * 1024 ** 3);
});

test.each([
  ['postgres', 'db.t4g.medium', 405],
  ['postgres', 'db.r6g.4xlarge', 5000],
  ['postgres', 'db.r7g.large', undefined],
  ['mysql', 'db.t3.small', 45],
  ['mysql', 'db.r6g.24xlarge', 7000],
  ['mysql', 'db.t3.2xlarge', undefined],
] as const)('Aurora %s on %s', (engine, name, connections) => {
  expect(auroraClassConnections(engine, name)).toBe(connections);
});

test.each([
  ['postgres', 1, 64, { low: 5000, high: 5000 }],
  ['postgres', 0.5, 64, { low: 2000, high: 2000 }],
  ['mysql', 0.5, 16, { low: 2000, high: 2000 }],
  ['postgres', 2, 10, { low: 1669, high: 3360 }],
  ['postgres', 0.5, 0.5, undefined],
  ['postgres', 1, 256, undefined],
] as const)('Aurora Serverless %s from %d to %d ACU', (engine, min, max, bounds) => {
  expect(auroraServerlessConnections(engine, { min, max })).toEqual(bounds);
});

test.each([
  ['B_Standard_B1ms', 50],
  ['B_Standard_B2s', 429],
  ['GP_Standard_D4s_v3', 1718],
  ['MO_Standard_E4ds_v4', 3437],
  ['GP_Standard_D16ds_v5', 5000],
  ['B_Standard_B16ms', 5000],
  ['B_Standard_B1s', undefined],
  ['Standard_D4s_v3', undefined],
])('Azure %s', (sku, connections) => {
  expect(azureDefaultConnections(sku)).toBe(connections);
});
