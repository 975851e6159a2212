import type { Contract, ContractFormula } from '../../facts/contract.js';
import type { Process } from '../../model.js';
import type { Hop, Setting, Traced } from '../../traced.js';
import { known, unknown, via } from '../../traced.js';
import type { ProcessDraft } from '../draft.js';

/** Gives a formula's names their values for one process. */
export type FormulaBinding = (name: string) => Traced<number>;

/**
 * The effective values, not the variables' texts: RAILS_MAX_THREADS is what Puma (or the job processor) really runs,
 * WEB_CONCURRENCY the number of processes and never 0. `bind: raw` takes variables as they are set.
 */
export function formulaBinding(
  formula: ContractFormula,
  draft: ProcessDraft,
  contract: Contract | undefined,
): FormulaBinding {
  return (name) => {
    const hop: Hop = { location: formula.at, says: `the formula ${formula.name} names ${name}` };
    if (formula.bind === 'raw' && /^[A-Z][A-Z0-9_]*$/.test(name))
      return given(name, rawVariable(name, draft, hop), hop);
    const bound = effective(name, formula, draft.process, hop) ?? fromBudget(name, contract);
    return given(name, bound ?? rawVariable(name, draft, hop), hop);
  };
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
