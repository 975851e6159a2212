import type { Formula } from './formula-arithmetic.js';
import { namesIn } from './formula-arithmetic.js';

/** Numbers that each process has of its own. */
const PER_PROCESS: ReadonlySet<string> = new Set([
  'RAILS_MAX_THREADS',
  'PUMA_MAX_THREADS',
  'MAX_THREADS',
  'threads',
  'SIDEKIQ_CONCURRENCY',
  'concurrency',
  'DATABASE_POOL',
  'DB_POOL',
  'database.pool',
]);
const PROCESS_COUNTS: ReadonlySet<string> = new Set(['WEB_CONCURRENCY', 'processes', 'replicas']);

/** Whether a number of one process is multiplied by a number of processes: the product belongs to a container or a fleet. */
export function multipliesProcesses(formula: Formula): boolean {
  switch (formula.kind) {
    case 'number':
    case 'name':
      return false;
    case 'negative':
      return multipliesProcesses(formula.operand);
    case 'call':
      return formula.arguments.some(multipliesProcesses);
    case 'binary': {
      const { operator, left, right } = formula;
      if (operator === '*' && (isProduct(left, right) || isProduct(right, left))) return true;
      return multipliesProcesses(left) || multipliesProcesses(right);
    }
  }
}

function isProduct(own: Formula, count: Formula): boolean {
  return namesAny(own, PER_PROCESS) && namesAny(count, PROCESS_COUNTS);
}

function namesAny(formula: Formula, names: ReadonlySet<string>): boolean {
  return namesIn(formula).some((name) => names.has(name));
}
