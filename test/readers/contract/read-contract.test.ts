import { describe, expect, test } from '@jest/globals';
import type { Contract } from '../../../src/model/facts/contract.js';
import { readContract } from '../../../src/readers/contract/read-contract.js';
import { Source } from '../../../src/syntax/source.js';

const PATH = 'config/infrastructure_contract.yml';

function read(text: string) {
  const { contract, problems } = readContract(new Source(PATH, text));
  return { contract, problems: problems.map(({ message, at }) => `${at.startLine}:${at.startColumn} ${message}`) };
}

/** The contract with each traced value as `[value, line:column]`. */
function shown(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shown);
  if (typeof value !== 'object' || value === null) return value;
  if ('startLine' in value && 'startColumn' in value) return `${value.startLine}:${value.startColumn}`;
  if ('trail' in value && Array.isArray(value.trail) && 'value' in value)
    return [value.value, shown(value.trail[0].location)];
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shown(each)]));
}

const BAKERY = `schema_version: "1.0"
application:
  name: bakery
  framework: rails
  version: "7.1"
compute:
  min_replicas: 2
  max_replicas: 10
  resources:
    requests:
      memory: "512Mi"
      cpu: "250m"
    limits:
      memory: 1Gi
      cpu: 1
database:
  adapter: postgresql
  pool_formula: "RAILS_MAX_THREADS * WEB_CONCURRENCY + 2"
  min_pool: 5
  max_pool: 25
  required_extensions:
    - uuid-ossp
cache:
  adapter: redis
  required_commands: [GET, LPUSH]
environment_variables:
  required:
    - DATABASE_URL
  optional_with_defaults:
    WEB_CONCURRENCY: "2"
    RAILS_MAX_THREADS: 5
health:
  liveness_path: /health/liveness
  readiness_path: /health/readiness
  startup_timeout_seconds: 60
`;

test('a contract with every key of schema 1.0', () => {
  const { contract, problems } = read(BAKERY);
  expect(problems).toEqual([]);
  expect(shown(contract)).toEqual({
    kind: 'contract',
    path: PATH,
    application: { name: ['bakery', '3:9'], framework: ['rails', '4:14'], version: ['7.1', '5:13'] },
    compute: {
      minReplicas: [2, '7:17'],
      maxReplicas: [10, '8:17'],
      requests: { memory: [536_870_912, '11:16'], cpu: [250, '12:13'] },
      limits: { memory: [1_073_741_824, '14:15'], cpu: [1_000, '15:12'] },
    },
    database: {
      adapter: ['postgresql', '17:12'],
      minPool: [5, '19:13'],
      maxPool: [25, '20:13'],
      requiredExtensions: [['uuid-ossp', '22:7']],
    },
    cache: {
      adapter: ['redis', '24:12'],
      requiredCommands: [
        ['GET', '25:23'],
        ['LPUSH', '25:28'],
      ],
    },
    environmentVariables: {
      required: [['DATABASE_URL', '28:7']],
      optionalWithDefaults: { WEB_CONCURRENCY: ['2', '30:23'], RAILS_MAX_THREADS: ['5', '31:24'] },
    },
    health: {
      livenessPath: ['/health/liveness', '33:18'],
      readinessPath: ['/health/readiness', '34:19'],
      startupTimeoutSeconds: [60, '35:28'],
    },
    formulas: [
      {
        name: 'pool_formula',
        expression: ['RAILS_MAX_THREADS * WEB_CONCURRENCY + 2', '18:18'],
        compare: 'database.pool',
        operator: '>=',
        scope: 'literal',
        bind: 'effective',
        severity: 'error',
        acknowledged: false,
        autofix: false,
        at: '18:18',
      },
    ],
    budget: {},
    at: '1:1',
  });
});

const VERSION = 'schema_version: "1.0"\n';

test('a contract may say nothing but its version', () => {
  expect(shown(read(VERSION).contract)).toEqual({ kind: 'contract', path: PATH, formulas: [], budget: {}, at: '1:1' });
  expect(read('version: 1\n').problems).toEqual([]);
});

test('measured memory, connection budgets and further threads', () => {
  const { contract, problems } = read(`${VERSION}memory: { base: 300Mi, per_worker: 400Mi }
extra_db_threads: 4
budget:
  per_pod: 30
  postgres: { max_connections: 398, reserve_for_ops: 10 }
  queue: { max_connections: 100, other_consumers: 0 }
`);
  expect(problems).toEqual([]);
  expect(shown({ ...contract, formulas: undefined })).toMatchObject({
    memory: { base: [314_572_800, '2:17'], perWorker: [419_430_400, '2:36'] },
    extraDatabaseThreads: [4, '3:19'],
    budget: {
      postgres: { perPod: [30, '5:12'], maxConnections: [398, '6:32'], reserveForOps: [10, '6:54'] },
      queue: { maxConnections: [100, '7:29'], otherConsumers: [0, '7:51'] },
    },
  });
});

describe('what is wrong is said where it stands, with what would be right', () => {
  test.each([
    ['', '1:1 an infrastructure contract is a mapping that begins with schema_version: "1.0"'],
    ['- a\n', '1:1 an infrastructure contract is a mapping that begins with schema_version: "1.0"'],
    ['a: [\n', '2:1 not valid YAML: deficient indentation'],
    ['schema_version: "2.0"\n', '1:18 schema_version "2.0" is not supported: only "1.0" is'],
    ['compute: {}\n', '1:1 the contract does not say which schema it follows: add schema_version: "1.0"'],
    [
      `${VERSION}compute: { min_replica: 2 }\n`,
      '2:12 the contract has no key compute.min_replica: did you mean min_replicas?',
    ],
    [`${VERSION}Data-Base: {}\n`, '2:1 the contract has no key Data-Base: did you mean database?'],
    [
      `${VERSION}health: { ping: /up }\n`,
      '2:11 the contract has no key health.ping: here it knows liveness_path, readiness_path, startup_timeout_seconds',
    ],
    [
      `${VERSION}compute: { min_replicas: two }\n`,
      '2:26 compute.min_replicas must be a whole number of at least 0, not "two"',
    ],
    [
      `${VERSION}compute: { min_replicas: "2" }\n`,
      '2:27 compute.min_replicas must be a whole number of at least 0, not "2"',
    ],
    [`${VERSION}compute: 5\n`, '2:10 compute must be a mapping of keys and values, not "5"'],
    [
      `${VERSION}compute: { resources: { limits: { memory: 1GiB } } }\n`,
      '2:43 compute.resources.limits.memory must be a memory quantity such as 512Mi, not "1GiB": did you mean 1Gi?',
    ],
    [
      `${VERSION}compute: { resources: { limits: { memory: 512m } } }\n`,
      '2:43 compute.resources.limits.memory must be a memory quantity such as 512Mi, not "512m": did you mean 512Mi?',
    ],
    [
      `${VERSION}compute: { min_replicas: 5, max_replicas: 2 }\n`,
      '2:26 compute.min_replicas is above compute.max_replicas: nothing can satisfy both',
    ],
    [
      `${VERSION}health: { liveness_path: up }\n`,
      '2:26 health.liveness_path must be a path that begins with /, not "up"',
    ],
    [
      `${VERSION}environment_variables: { required: [REDIS-URL] }\n`,
      '2:37 environment_variables.required must be a list of variable names, not "REDIS-URL"',
    ],
    [
      `${VERSION}environment_variables: { required: REDIS_URL }\n`,
      '2:36 environment_variables.required must be a list of variable names, not "REDIS_URL"',
    ],
    [`${VERSION}memory: { base: 300Mi }\n`, '2:11 memory.per_worker is missing: memory needs both base and per_worker'],
    [`${VERSION}cache: {}\ncache: {}\n`, '2:1 cache is given more than once: only the last one counts'],
    [
      `${VERSION}budget: { postgres: { max: 5 } }\n`,
      '2:23 the contract has no key budget.postgres.max: here it knows max_connections, reserve_for_ops, other_consumers, per_pod',
    ],
  ])('%j', (text, problem) => {
    expect(read(text).problems).toEqual([problem]);
  });

  test('and the rest is read all the same, unless the schema is another one', () => {
    expect(read(`${VERSION}compute: { min_replicas: x, max_replicas: 3 }\n`).contract?.compute).toMatchObject({
      maxReplicas: { value: 3 },
    });
    expect(read('schema_version: "2.0"\ncompute: { max_replicas: 3 }\n').contract).toBeUndefined();
  });
});

test('names that JavaScript reserves are names like others', () => {
  const { contract } = read(`${VERSION}budget: { __proto__: { max_connections: 5 } }\n`);
  const budget: Contract['budget'] = contract?.budget ?? {};
  expect(Object.keys(budget)).toEqual(['__proto__']);
});
