import type { Contract } from '../../src/model/facts/contract.js';
import type { Location } from '../../src/model/location.js';
import type { Environment, Model, Process } from '../../src/model/model.js';
import { type Known, known, type Slot, type Traced, type Unknown, unknown } from '../../src/model/traced.js';

/** The place `path:line`, at offsets that no other line of it shares. */
export function place(path: string, line: number): Location {
  const start = line * 100;
  return { path, start, end: start + 10, startLine: line, startColumn: 1, endLine: line, endColumn: 11 };
}

/** A value that stands at `path:line` and can be overwritten there. */
export function stated<T>(value: T, path: string, line: number, says = `says ${value}`): Known<T> {
  const location = place(path, line);
  const slot: Slot = { path, start: location.start, end: location.end, prefix: '', suffix: '', format: 'plain' };
  return known(value, { location, says, slot });
}

/** A value that comes about somewhere and cannot be overwritten. */
export function computed<T>(value: T, path: string, line: number): Known<T> {
  return known(value, { location: place(path, line), says: `gives ${value}` });
}

export const hidden: Unknown = unknown('hidden-in-secret', 'the value of DB_POOL');

export function absent(path = 'k8s/web.yaml', line = 1): Known<null> {
  return known(null, { location: place(path, line), says: 'is not set' });
}

/** A web process in good order: 5 threads, a pool of 5, 2 workers, 2 CPUs, 2Gi. */
export function webProcess(changes: Partial<Process> = {}): Process {
  const number = (value: number, line: number): Traced<number> => stated(value, 'k8s/web.yaml', line);
  return {
    id: 'Deployment/web/app',
    name: 'web',
    environment: 'production',
    kind: 'web',
    workload: { type: 'Deployment', name: 'web', at: place('k8s/web.yaml', 1) },
    container: 'app',
    deployed: true,
    command: computed('puma -C config/puma.rb', 'k8s/web.yaml', 9),
    railsEnv: computed('production', 'k8s/web.yaml', 11),
    replicas: { min: number(2, 3), max: number(4, 4) },
    threads: { min: stated(5, 'config/puma.rb', 1), max: stated(5, 'config/puma.rb', 1) },
    maxIoThreads: absent('config/puma.rb', 1),
    workers: stated(2, 'config/puma.rb', 2),
    processes: computed(2, 'config/puma.rb', 2),
    workersSource: computed('literal', 'config/puma.rb', 2),
    concurrency: absent(),
    shutdownTimeout: absent(),
    pools: [],
    pool: stated(5, 'config/database.yml', 7),
    missingSection: absent('config/database.yml', 1),
    databaseAdapter: computed('postgresql', 'config/database.yml', 2),
    extraDatabaseThreads: computed(0, 'config/puma.rb', 1),
    memory: { request: number(1024 ** 3, 20), limit: number(2 * 1024 ** 3, 21) },
    cpu: { request: number(1000, 22), limit: number(2000, 23) },
    gracePeriodSeconds: number(30, 24),
    preStopSeconds: number(0, 25),
    variables: [],
    openVariables: computed(false, 'k8s/web.yaml', 1),
    ignoredVariables: [],
    webConcurrency: { value: absent(), outcome: absent(), reader: absent() },
    gems: { puma: computed('7.2.1', 'Gemfile.lock', 40) },
    at: place('k8s/web.yaml', 9),
    ...changes,
  };
}

export function environment(changes: Partial<Environment> = {}): Environment {
  return {
    name: 'production',
    sources: [],
    processes: [],
    databases: [],
    caches: [],
    autoscalers: [],
    disruptionBudgets: [],
    probes: [],
    servicePorts: [],
    references: [],
    variableNeeds: [],
    extensions: [],
    contractFormulas: [],
    contractVariables: [],
    ...changes,
  };
}

/** One environment with one process. */
export function modelOf(process: Process, contract?: Contract): Model {
  return { environments: [environment({ processes: [process] })], ...(contract && { contract }) };
}

export function contract(parts: Partial<Contract>): Contract {
  return {
    kind: 'contract',
    path: 'config/infrastructure_contract.yml',
    formulas: [],
    budget: {},
    at: place('config/infrastructure_contract.yml', 1),
    ...parts,
  };
}
