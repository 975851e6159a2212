import { awaitedObjects } from '../../../../src/model/assembly/derive/references.js';
import type {
  ApplicationFacts,
  EnvironmentDraft,
  PlacedFacts,
  ProcessDraft,
} from '../../../../src/model/assembly/draft.js';
import { NO_APPLICATION } from '../../../../src/model/assembly/draft.js';
import type { EvaluationScope } from '../../../../src/model/assembly/evaluate.js';
import { environmentOf } from '../../../../src/model/assembly/join-environment.js';
import { surroundingsOf } from '../../../../src/model/assembly/surroundings.js';
import type { Expression } from '../../../../src/model/expression.js';
import type { Contract } from '../../../../src/model/facts/contract.js';
import type { DatabaseServer } from '../../../../src/model/facts/datastore.js';
import type { Container, Rollout, Workload } from '../../../../src/model/facts/workload.js';
import type { Location } from '../../../../src/model/location.js';
import type { Environment, Process } from '../../../../src/model/model.js';
import type { Known, Setting, Traced, Unknown } from '../../../../src/model/traced.js';
import { known, unknown } from '../../../../src/model/traced.js';

/** The bookshop: a Rails application with a web server, Sidekiq and a PostgreSQL server. */

export function place(path: string, line = 1): Location {
  return { path, start: line * 100, end: line * 100 + 1, startLine: line, startColumn: 1, endLine: line, endColumn: 2 };
}

export function says<T>(value: T, path = 'k8s/web.yaml'): Known<T> {
  return known(value, { location: place(path), says: `says ${JSON.stringify(value)}` });
}

export const hidden: Unknown = unknown('hidden-in-secret', 'a value in Secret shop', []);

export function literal(value: string | number | boolean | null): Expression {
  return { kind: 'literal', value, at: place('config/puma.rb') };
}

export function environmentRead(name: string, fallback: number): Expression {
  return { kind: 'env-read', name, strict: false, default: literal(fallback), at: place('config/puma.rb') };
}

/** The value, or the reason why it is unknown. */
export function shown<T>(traced: Traced<T>): T | string {
  return traced.known ? traced.value : `unknown: ${traced.reason}: ${traced.detail}`;
}

export function application(facts: Partial<ApplicationFacts> = {}): ApplicationFacts {
  return { ...NO_APPLICATION, ...facts };
}

export function scopeOf(variables: Readonly<Record<string, string | Unknown>>): EvaluationScope {
  const values = new Map(Object.entries(variables));
  return {
    railsEnv: says('production'),
    variable(name): Setting<string> {
      const value = values.get(name);
      if (value === undefined) return says(null);
      return typeof value === 'string' ? says(value) : value;
    },
  };
}

export function container(name: string, parts: Partial<Container> = {}): Container {
  return {
    name,
    role: 'main',
    image: says('shop:1'),
    env: [],
    envFrom: [],
    memory: { request: says(null), limit: says(null) },
    cpu: { request: says(null), limit: says(null) },
    ports: [],
    probes: {},
    at: place(`k8s/${name}.yaml`, 10),
    ...parts,
  };
}

export function workload(name: string, parts: Partial<Workload> = {}): Workload {
  const rollout: Rollout = { strategy: 'RollingUpdate', maxSurge: says(null), maxUnavailable: says(null) };
  return {
    kind: 'workload',
    platform: 'kubernetes',
    type: 'Deployment',
    name,
    placement: {},
    podLabels: { app: name },
    replicas: says(null),
    containers: [container(name)],
    gracePeriodSeconds: says(null),
    rollout,
    annotations: {},
    at: place(`k8s/${name}.yaml`),
    ...parts,
  };
}

/** What a test says about a process; everything else is that of a web server with 5 threads over a pool of 5. */
export interface Example {
  readonly process?: Partial<Process>;
  readonly workload?: Workload;
  readonly container?: Container;
  readonly application?: ApplicationFacts;
  readonly variables?: Readonly<Record<string, string | Unknown>>;
}

export function draft(name: string, example: Example = {}): ProcessDraft {
  const variables = example.variables ?? {};
  const runs = example.workload ?? workload(name);
  const inside = example.container ?? runs.containers[0] ?? container(name);
  const scope = scopeOf(variables);
  const pool = example.process?.pool ?? says(5, 'config/database.yml');
  const process: Process = {
    id: `${runs.type}/${runs.name}/${inside.name}`,
    name,
    environment: 'production',
    kind: 'web',
    workload: { type: runs.type, name: runs.name, at: runs.at },
    container: inside.name,
    deployed: true,
    command: says('puma -C config/puma.rb'),
    railsEnv: scope.railsEnv,
    replicas: { min: says(1), max: says(1) },
    threads: { min: says(5), max: says(5) },
    maxIoThreads: says(null),
    workers: says(0),
    processes: says(1),
    workersSource: says('default'),
    concurrency: says(null),
    shutdownTimeout: says(null),
    pools: [{ database: 'primary', size: pool, replica: false }],
    pool,
    missingSection: says(null),
    databaseAdapter: says('postgresql'),
    extraDatabaseThreads: says(0),
    memory: inside.memory,
    cpu: inside.cpu,
    gracePeriodSeconds: says(30),
    preStopSeconds: says(0),
    variables: Object.entries(variables).map(([key, value]) => ({
      name: key,
      value: typeof value === 'string' ? says(value) : value,
    })),
    openVariables: says(false),
    ignoredVariables: [],
    webConcurrency: { value: says(null), outcome: says('unset'), reader: says(null) },
    gems: {},
    at: inside.at,
    ...example.process,
  };
  return {
    process,
    workload: runs,
    container: inside,
    application: example.application ?? application(),
    scope,
    awaited: [],
  };
}

export function sidekiq(name: string, concurrency: number, process: Partial<Process> = {}): ProcessDraft {
  return draft(name, {
    process: {
      kind: 'sidekiq',
      command: says('sidekiq'),
      concurrency: says(concurrency),
      pool: says(concurrency),
      ...process,
    },
  });
}

export function environment(
  processes: readonly ProcessDraft[],
  facts: Partial<PlacedFacts> = {},
  contract?: Contract,
): EnvironmentDraft {
  const placed: PlacedFacts = {
    workloads: processes.flatMap((process) => (process.workload === undefined ? [] : [process.workload])),
    configSources: [],
    autoscalers: [],
    disruptionBudgets: [],
    services: [],
    databaseServers: [],
    cacheServers: [],
    ...facts,
  };
  return {
    name: 'production',
    facts: placed,
    processes,
    applications: [...new Set(processes.map((process) => process.application))],
    ...(contract === undefined ? {} : { contract }),
  };
}

/** The environment that follows from a draft. */
export function joined({ name, facts, processes, ...draft }: EnvironmentDraft): Environment {
  const { objects, hasObjects } = surroundingsOf(facts, []);
  const drafts = processes.map((each) =>
    each.workload === undefined || each.container === undefined
      ? each
      : { ...each, awaited: awaitedObjects(each.workload, each.container, { objects, hasObjects }) },
  );
  return environmentOf(
    { name, sources: [] },
    () => ({ name, facts, processes: drafts, ...draft }),
    () => surroundingsOf(facts, drafts),
  );
}

export function contract(parts: Partial<Contract> = {}): Contract {
  return { kind: 'contract', path: 'contract.yml', formulas: [], budget: {}, at: place('contract.yml'), ...parts };
}

export function postgres(name: string, parts: Partial<DatabaseServer> = {}): DatabaseServer {
  return {
    kind: 'database-server',
    provider: 'rds',
    name,
    placement: {},
    engine: says('postgres', 'rds.tf'),
    version: says('16.3', 'rds.tf'),
    instanceClass: says('db.t3.small', 'rds.tf'),
    maxConnections: says(null, 'rds.tf'),
    allowedExtensions: says(null, 'rds.tf'),
    extensionsDefault: 'all-of-provider',
    preloadLibraries: says(null, 'rds.tf'),
    readOnly: false,
    at: place('rds.tf'),
    ...parts,
  };
}
