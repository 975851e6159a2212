import type { Contract } from '../model/facts/contract.js';
import { groupType, mapOf, recordType } from './expressions/record-type.js';

type Part<K extends keyof Contract> = NonNullable<Contract[K]>;
type Resources = NonNullable<Part<'compute'>['requests']>;

const resourcesType = groupType<Resources>({ memory: 'int', cpu: 'int' });

const budgetType = recordType<Contract['budget'][string]>('Budget', {
  maxConnections: 'int',
  reserveForOps: 'int',
  otherConsumers: 'int',
  perPod: 'int',
});

/** Known to every rule as `contract`. Without a contract every value in it is absent, so `has(…)` is false. */
export const contractType = recordType<Contract>('Contract', {
  path: 'string',
  application: groupType<Part<'application'>>({ name: 'string', framework: 'string', version: 'string' }),
  compute: groupType<Part<'compute'>>({
    minReplicas: 'int',
    maxReplicas: 'int',
    requests: resourcesType,
    limits: resourcesType,
  }),
  database: groupType<Part<'database'>>({
    adapter: 'string',
    minPool: 'int',
    maxPool: 'int',
    requiredExtensions: 'list<string>',
  }),
  cache: groupType<Part<'cache'>>({ adapter: 'string', requiredCommands: 'list<string>' }),
  health: groupType<Part<'health'>>({
    livenessPath: 'string',
    readinessPath: 'string',
    startupTimeoutSeconds: 'int',
  }),
  budget: mapOf(budgetType),
  memory: groupType<Part<'memory'>>({ base: 'int', perWorker: 'int' }),
  extraDatabaseThreads: 'int',
});
