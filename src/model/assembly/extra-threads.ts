import type { Contract } from '../facts/contract.js';
import type { Location } from '../location.js';
import type { ProcessKind } from '../model.js';
import type { Traced } from '../traced.js';
import { convert, derive, known } from '../traced.js';
import type { ProcessCommand } from './command.js';
import type { ApplicationFacts } from './draft.js';
import type { EvaluationScope } from './evaluate.js';
import { evaluateInteger, evaluateText } from './evaluate.js';
import { goodJobThreads } from './jobs/good-job.js';
import { railsSetting } from './rails-setting.js';

/**
 * Threads besides a process's own that take connections from its primary pool: the global async query executor (Rails
 * guide: concurrency + 1), GoodJob in async mode inside the web process (its README: threads + 3), and the contract's.
 */
export function extraDatabaseThreads(
  kind: ProcessKind,
  application: ApplicationFacts,
  command: ProcessCommand | undefined,
  scope: EvaluationScope,
  contract: Contract | undefined,
  at: Location,
): Traced<number> {
  const parts: Traced<number>[] = [];
  const async = asyncExecutor(application, scope);
  if (async !== undefined) parts.push(async);
  if (kind === 'web' && command !== undefined) {
    const jobs = goodJobInWeb(application, command, scope);
    if (jobs !== undefined) parts.push(jobs);
  }
  if (contract?.extraDatabaseThreads !== undefined) parts.push(contract.extraDatabaseThreads);
  return parts.length === 0
    ? known(0, { location: at, says: 'has no other threads that query', inherent: true })
    : derive(parts, (...values: number[]) => values.reduce((sum, value) => sum + value, 0));
}

function asyncExecutor(application: ApplicationFacts, scope: EvaluationScope): Traced<number> | undefined {
  const executor = railsSetting(application, scope, 'active_record.async_query_executor');
  if (executor === undefined) return undefined;
  const name = evaluateText(executor, scope);
  if (!name.known) return name;
  if (name.value !== 'global_thread_pool') return undefined;
  const concurrency = railsSetting(application, scope, 'active_record.global_executor_concurrency');
  const count =
    concurrency === undefined ? convert(name, () => 4 as number | null) : evaluateInteger(concurrency, scope);
  return derive([count, name], (value) => (value ?? 4) + 1);
}

function goodJobInWeb(
  application: ApplicationFacts,
  command: ProcessCommand,
  scope: EvaluationScope,
): Traced<number> | undefined {
  if (application.gems === undefined || !Object.hasOwn(application.gems.gems, 'good_job')) return undefined;
  const mode = executionMode(application, scope);
  if (mode === undefined) return undefined;
  if (!mode.known) return mode;
  if (!['async', 'async_all', 'async_server'].includes(mode.value)) return undefined;
  return derive([goodJobThreads(application, command, scope), mode], (threads) => (threads ?? 5) + 3);
}

function executionMode(application: ApplicationFacts, scope: EvaluationScope): Traced<string> | undefined {
  for (const job of application.jobs) {
    if (job.system !== 'good_job' || job.executionMode === undefined) continue;
    if (job.railsEnv !== undefined && !(scope.railsEnv.known && scope.railsEnv.value === job.railsEnv)) continue;
    const mode = evaluateText(job.executionMode, scope);
    if (!mode.known || mode.value !== null) return mode as Traced<string>;
  }
  const variable = scope.variable('GOOD_JOB_EXECUTION_MODE');
  return variable.known && variable.value === null ? undefined : (variable as Traced<string>);
}
