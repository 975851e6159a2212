import type { GoodJobSettings } from '../../facts/job-settings.js';
import type { Setting } from '../../traced.js';
import { convert, known, unknown } from '../../traced.js';
import type { ProcessCommand } from '../command.js';
import type { ApplicationFacts } from '../draft.js';
import type { EvaluationScope } from '../evaluate.js';
import { evaluateInteger, evaluateText } from '../evaluate.js';
import type { JobModel } from './job-model.js';

/** GoodJob: `--max-threads`, GOOD_JOB_MAX_THREADS, the setting, RAILS_MAX_THREADS, 5; explicit queue pools add up (good_job `lib/good_job/configuration.rb`). */
export function goodJobModel(application: ApplicationFacts, command: ProcessCommand, scope: EvaluationScope): JobModel {
  return {
    concurrency: goodJobThreads(application, command, scope),
    shutdownTimeout: known<number | null>(null, {
      location: command.at,
      says: 'GoodJob default: waits for running jobs for ever',
    }),
    processes: known(1, { location: command.at, says: 'is one GoodJob process', inherent: true }),
  };
}

/** The threads of GoodJob in a process that runs `command`, or in a web process with `async` execution. */
export function goodJobThreads(
  application: ApplicationFacts,
  command: ProcessCommand,
  scope: EvaluationScope,
): Setting<number> {
  const settings = application.jobs.filter(
    (job): job is GoodJobSettings =>
      job.system === 'good_job' &&
      (job.railsEnv === undefined || (scope.railsEnv.known && job.railsEnv === scope.railsEnv.value)),
  );
  const max = maxThreads(settings, command, scope);
  const queues = queueText(settings, command, scope);
  if (!queues.known) return queues;
  if (queues.value === null || !/:\d/.test(queues.value)) return max;
  const pools = queues.value.split(';').map((pool) => /:(\d+)\s*$/.exec(pool.trim())?.[1]);
  if (pools.some((count) => count === undefined) && !max.known) return max;
  const rest = max.known ? (max.value ?? 5) : 0;
  return convert(
    queues,
    () => pools.reduce((sum, count) => sum + (count === undefined ? rest : Number(count)), 0) as number | null,
  );
}

function maxThreads(
  settings: readonly GoodJobSettings[],
  command: ProcessCommand,
  scope: EvaluationScope,
): Setting<number> {
  const flag = command.flag('--max-threads', '--max_threads');
  if (flag !== undefined) {
    const hop = { location: command.at, says: `runs GoodJob with --max-threads ${flag}` };
    return /^\d+$/.test(flag) ? known<number | null>(Number(flag), hop) : unknown('not-computable', flag, [hop]);
  }
  for (const setting of settings) {
    if (setting.maxThreads === undefined) continue;
    const value = evaluateInteger(setting.maxThreads, scope);
    if (!value.known || value.value !== null) return value;
  }
  for (const name of ['GOOD_JOB_MAX_THREADS', 'RAILS_MAX_THREADS']) {
    const value = scope.variable(name);
    if (!value.known) return value;
    if (value.value !== null)
      return /^\d+$/.test(value.value)
        ? convert(value, (text) => Number(text) as number | null)
        : unknown('not-computable', `${name}=${value.value}`, value.trail);
  }
  return known<number | null>(5, { location: command.at, says: 'GoodJob default: 5 threads' });
}

function queueText(
  settings: readonly GoodJobSettings[],
  command: ProcessCommand,
  scope: EvaluationScope,
): Setting<string> {
  const flag = command.flag('--queues', '--queues');
  if (flag !== undefined)
    return known<string | null>(flag, { location: command.at, says: `runs GoodJob with --queues ${flag}` });
  for (const setting of settings) if (setting.queues !== undefined) return evaluateText(setting.queues, scope);
  return scope.variable('GOOD_JOB_QUEUES');
}
