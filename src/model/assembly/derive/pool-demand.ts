import type { Expression } from '../../expression.js';
import type { DatabaseConfig } from '../../facts/database-settings.js';
import type { Pool, Process } from '../../model.js';
import type { Traced } from '../../traced.js';
import { derive, known, unknown } from '../../traced.js';
import type { ProcessDraft } from '../draft.js';
import { evaluateText } from '../evaluate.js';
import { familyOfAdapter } from './engine-family.js';
import { total } from './total.js';

const PRIMARY = 'primary';

/** Connections that one OS process takes from one server. */
interface PoolDemand {
  /** Counting min(pool, threads). */
  readonly used: Traced<number>;
  /** Every pool filled. */
  readonly ceiling: Traced<number>;
}

/**
 * A pool of its own for each database configuration. `replica` pools belong to the server that only reads; a further
 * configuration counts where its host and URL are the primary one's, and makes the number unknown where that is unclear.
 */
export function poolDemand(draft: ProcessDraft, readOnlyServer: boolean): PoolDemand {
  const { process } = draft;
  const need = threadsThatQuery(process);
  const pools = poolsOn(draft, readOnlyServer);
  const hop = { location: process.at, says: `the pools of ${process.name}` };
  return {
    used: total(
      pools.map((pool) => {
        if (!pool.known) return pool;
        const { size } = pool.value;
        if (size.known && size.value === null) return need;
        return derive([size, need], (most, threads) => Math.min(most ?? threads, threads));
      }),
      hop,
    ),
    ceiling: total(
      pools.map((pool) => (pool.known ? limited(pool.value, process) : pool)),
      hop,
    ),
  };
}

/** Whether the process has a pool that a read-only server would serve. */
export function readsReplica(process: Process): boolean {
  return process.pools.some((pool) => pool.replica);
}

/** Threads that may hold a connection at the same time. */
function threadsThatQuery(process: Process): Traced<number> {
  const { threads, maxIoThreads, concurrency, extraDatabaseThreads } = process;
  const serving = process.kind === 'web' ? threads.max : concurrency;
  if (!serving.known) return serving;
  if (serving.value === null) return unknown('not-declared', `the threads of ${process.name}`, serving.trail);
  return derive(
    process.kind === 'web' ? [serving, extraDatabaseThreads, maxIoThreads] : [serving, extraDatabaseThreads],
    (...counts) => counts.reduce<number>((sum, count) => sum + (count ?? 0), 0),
  );
}

function limited(pool: Pool, process: Process): Traced<number> {
  const { size } = pool;
  if (!size.known) return size;
  return size.value === null
    ? unknown('not-computable', `the pool of ${process.name} has no limit`, size.trail)
    : { ...size, value: size.value };
}

function poolsOn(draft: ProcessDraft, readOnlyServer: boolean): readonly Traced<Pool>[] {
  const { process } = draft;
  return process.pools.flatMap((pool): readonly Traced<Pool>[] => {
    if (pool.replica !== readOnlyServer || isEmbedded(draft, pool.database)) return [];
    const here = known(pool, { location: process.at, says: process.name });
    if (pool.database === PRIMARY || readOnlyServer) return [here];
    const same = sameServer(draft, pool.database, PRIMARY);
    if (!same.known) return [same];
    return same.value ? [here] : [];
  });
}

/** A further configuration of SQLite has no server. */
function isEmbedded(draft: ProcessDraft, name: string): boolean {
  const adapter = name === PRIMARY ? undefined : configOf(draft, name)?.adapter;
  const value = adapter && evaluateText(adapter, draft.scope);
  return value?.known === true && value.value !== null && familyOfAdapter(value.value) === undefined;
}

/** Equal host, port and URL, or the same expressions for them where their values are hidden. */
function sameServer(draft: ProcessDraft, name: string, primary: string): Traced<boolean> {
  const one = configOf(draft, name);
  const other = configOf(draft, primary);
  const unclear = unknown('ambiguous', `the server of the ${name} database`, [
    { location: one?.at ?? draft.process.at, says: `configures ${name}` },
  ]);
  if (one === undefined || other === undefined) return unclear;
  for (const config of [one, other]) {
    if (config.url !== undefined) continue;
    const variable = urlVariable(config, other);
    const url = draft.scope.variable(variable);
    if (!url.known) return { ...url, detail: `${variable}, which may give the ${name} database another server` };
    if (url.value !== null) return unclear;
  }
  const left = addressOf(one);
  const right = addressOf(other);
  const hop = { location: one.at, says: `configures ${one.name}` };
  if (left.every((part, index) => sameExpression(part, right[index]))) return known(true, hop);
  const values = [...left, ...right].map(
    (part): Traced<string | null> => (part === undefined ? known(null, hop) : evaluateText(part, draft.scope)),
  );
  return derive(values, (...parts) => left.every((_, index) => parts[index] === parts[index + left.length]));
}

function addressOf({ url, host, port }: DatabaseConfig): readonly (Expression | undefined)[] {
  return [url, host, port];
}

/** The same text of code, wherever it stands. */
function sameExpression(one: Expression | undefined, other: Expression | undefined): boolean {
  const form = (expression: Expression | undefined): string | undefined =>
    JSON.stringify(expression, (key, value: unknown) => (key === 'at' || key === 'slot' ? undefined : value));
  return form(one) === form(other);
}

/** Rails merges DATABASE_URL into the primary configuration and QUEUE_DATABASE_URL into `queue`. */
function urlVariable(config: DatabaseConfig, primary: DatabaseConfig): string {
  return config === primary ? 'DATABASE_URL' : `${config.name.toUpperCase()}_DATABASE_URL`;
}

/** A sample counts only where there is no real file; the first configuration is the primary one when none is named so. */
function configOf({ application, scope }: ProcessDraft, name: string): DatabaseConfig | undefined {
  const { railsEnv } = scope;
  if (!railsEnv.known) return undefined;
  const files = application.databases.filter(({ sample }) => !sample);
  for (const { environments } of files.length > 0 ? files : application.databases) {
    const configs = Object.hasOwn(environments, railsEnv.value) ? environments[railsEnv.value] : undefined;
    const found = configs?.find((config) => config.name === name) ?? (name === 'primary' ? configs?.[0] : undefined);
    if (found !== undefined) return found;
  }
  return undefined;
}
