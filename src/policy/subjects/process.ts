import type { IgnoredVariable, Pool, Process, Variable } from '../../model/model.js';
import { groupType, listOf, recordType } from '../expressions/record-type.js';
import { defineSubject } from './subject.js';

const poolType = recordType<Pool>('Pool', { database: 'string', size: 'int', replica: 'bool' });

export const variableType = recordType<Variable>('Variable', { name: 'string', value: 'string', notString: 'bool' });

export const ignoredVariableType = recordType<IgnoredVariable>('IgnoredVariable', {
  name: 'string',
  declared: 'string',
  setting: 'string',
  effective: 'int',
});

export const processType = recordType<Process>('Process', {
  id: 'string',
  name: 'string',
  environment: 'string',
  kind: 'string',
  workload: groupType<Process['workload']>({ type: 'string', name: 'string' }),
  container: 'string',
  deployed: 'bool',
  command: 'string',
  railsEnv: 'string',
  replicas: groupType<Process['replicas']>({ min: 'int', max: 'int' }),
  threads: groupType<Process['threads']>({ min: 'int', max: 'int' }),
  maxIoThreads: 'int',
  workers: 'int',
  processes: 'int',
  workersSource: 'string',
  concurrency: 'int',
  shutdownTimeout: 'int',
  pools: listOf(poolType),
  pool: 'int',
  missingSection: 'string',
  databaseAdapter: 'string',
  extraDatabaseThreads: 'int',
  memory: groupType<Process['memory']>({ request: 'int', limit: 'int' }),
  cpu: groupType<Process['cpu']>({ request: 'int', limit: 'int' }),
  gracePeriodSeconds: 'int',
  preStopSeconds: 'int',
  variables: listOf(variableType),
  openVariables: 'bool',
  ignoredVariables: listOf(ignoredVariableType),
  webConcurrency: groupType<Process['webConcurrency']>({ value: 'string', outcome: 'string', reader: 'string' }),
  gems: 'map<string, string>',
});

/** How everything that belongs to a process says so. */
export function aboutProcess(process: Process): string {
  return `process ${process.id}`;
}

export const process = defineSubject({
  name: 'process',
  variable: 'process',
  type: processType,
  items: (environment) => environment.processes,
  label: ({ id }) => id,
  about: aboutProcess,
  place: ({ at }) => at,
});
