import type { Contract, ContractFormula } from '../../facts/contract.js';
import type { Process, ProcessKind } from '../../model.js';
import type { Hop, Setting, Traced } from '../../traced.js';
import { known, unknown, via } from '../../traced.js';
import type { ProcessDraft } from '../draft.js';

/** What a formula's names mean for one process. */
export interface FormulaBinding {
  readonly bind: (name: string) => Traced<number>;
  /** The name of the value that is really taken: Puma's variable means nothing to Sidekiq. */
  readonly labelOf: (name: string) => string;
}

const THREADS = new Set([
  'RAILS_MAX_THREADS',
  'PUMA_MAX_THREADS',
  'MAX_THREADS',
  'SIDEKIQ_CONCURRENCY',
  'threads',
  'concurrency',
]);

const JOB_PROCESSORS: Partial<Record<ProcessKind, string>> = {
  sidekiq: 'Sidekiq',
  solid_queue: 'Solid Queue',
  good_job: 'GoodJob',
  que: 'Que',
  delayed_job: 'Delayed Job',
  resque: 'Resque',
};

/**
 * The effective values, not the variables' texts: RAILS_MAX_THREADS is what Puma (or the job processor) really runs,
 * WEB_CONCURRENCY the number of processes and never 0. `bind: raw` takes variables as they are set.
 */
export function formulaBinding(
  formula: ContractFormula,
  draft: ProcessDraft,
  contract: Contract | undefined,
): FormulaBinding {
  const bind = (name: string): Traced<number> => {
    const hop: Hop = { location: formula.at, says: `the formula ${formula.name} names ${name}` };
    if (formula.bind === 'raw' && /^[A-Z][A-Z0-9_]*$/.test(name))
      return given(name, rawVariable(name, draft, hop), hop);
    const bound = effective(name, formula, draft.process, hop) ?? fromBudget(name, contract);
    return given(name, bound ?? rawVariable(name, draft, hop), hop);
  };
  return { bind, labelOf: (name) => (formula.bind === 'raw' ? name : label(name, draft.process)) };
}

function label(name: string, { kind }: Process): string {
  if (kind === 'web') return name;
  if (THREADS.has(name)) return `${JOB_PROCESSORS[kind] ?? kind} concurrency`;
  return name === 'WEB_CONCURRENCY' ? 'processes' : name;
}

/** What is unknown, or given by nothing, is told by its name. */
function given(name: string, value: Setting<number>, hop: Hop): Traced<number> {
  if (!value.known) return value.detail.includes(name) ? value : { ...value, detail: `${name}: ${value.detail}` };
  return value.value === null ? unknown('not-declared', name, [hop, ...value.trail]) : { ...value, value: value.value };
}

function effective(name: string, { scope }: ContractFormula, process: Process, hop: Hop): Setting<number> | undefined {
  const web = process.kind === 'web';
  switch (name) {
    case 'RAILS_MAX_THREADS':
    case 'PUMA_MAX_THREADS':
    case 'MAX_THREADS':
    case 'threads':
      return web ? process.threads.max : process.concurrency;
    case 'WEB_CONCURRENCY':
      return scope === 'process' ? known(1, { ...hop, says: 'the formula is about one process' }) : process.processes;
    case 'processes':
      return process.processes;
    case 'SIDEKIQ_CONCURRENCY':
    case 'concurrency':
      return process.concurrency;
    case 'DATABASE_POOL':
    case 'DB_POOL':
    case 'database.pool':
      return process.pool;
    case 'EXTRA_DB_THREADS':
      return process.extraDatabaseThreads;
    case 'replicas':
      return process.replicas.max;
    default:
      return undefined;
  }
}

/** `budget.per_pod` of the primary server, `budget.postgres.max_connections` of a named one. */
function fromBudget(name: string, contract: Contract | undefined): Traced<number> | undefined {
  const match = /^budget\.(?:([\w-]+)\.)?(max_connections|reserve_for_ops|other_consumers|per_pod)$/.exec(name);
  if (match === null || contract === undefined) return undefined;
  const server = match[1] ?? 'postgres';
  const budget = Object.hasOwn(contract.budget, server) ? contract.budget[server] : undefined;
  switch (match[2]) {
    case 'max_connections':
      return budget?.maxConnections;
    case 'reserve_for_ops':
      return budget?.reserveForOps;
    case 'other_consumers':
      return budget?.otherConsumers;
    default:
      return budget?.perPod;
  }
}

function rawVariable(name: string, { scope }: ProcessDraft, hop: Hop): Setting<number> {
  if (!/^[A-Za-z_]\w*$/.test(name)) return unknown('not-declared', name, [hop]);
  const value = scope.variable(name);
  if (!value.known) return value;
  if (value.value === null) return unknown('not-declared', name, [hop, ...value.trail]);
  return /^\s*\d{1,15}\s*$/.test(value.value)
    ? via({ ...value, value: Number(value.value) }, hop)
    : unknown('not-computable', `${name} is ${JSON.stringify(value.value)}, no number`, value.trail);
}
