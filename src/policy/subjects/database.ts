import type { ConnectionDemand, Database, DemandLine } from '../../model/model.js';
import { groupType, listOf, recordType } from '../expressions/record-type.js';
import { defineSubject } from './subject.js';

const demandLineType = recordType<DemandLine>('DemandLine', {
  process: 'string',
  pods: 'int',
  processes: 'int',
  connections: 'int',
  total: 'int',
});

export const databaseType = recordType<Database>('Database', {
  name: 'string',
  provider: 'string',
  engine: 'string',
  version: 'string',
  instanceClass: 'string',
  usable: groupType<Database['usable']>({ low: 'int', high: 'int' }),
  demand: groupType<ConnectionDemand>({
    steady: 'int',
    rollout: 'int',
    draining: 'int',
    ceiling: 'int',
    ops: 'int',
    lines: listOf(demandLineType),
    breaksAtPods: 'int',
    longestGraceSeconds: 'int',
  }),
});

/** How everything that belongs to a database server says so. */
export function aboutDatabase(name: string): string {
  return `database ${name}`;
}

export const database = defineSubject({
  name: 'database',
  ofWhole: true,
  variable: 'database',
  type: databaseType,
  items: (environment) => environment.databases,
  label: ({ name }) => name,
  about: ({ name }) => aboutDatabase(name),
  place: ({ at }) => at,
});
