import type { SolidQueueSection, SolidQueueSettings } from '../../facts/job-settings.js';
import type { Setting, Traced } from '../../traced.js';
import { derive, known, unknown } from '../../traced.js';
import { pathPrefix } from '../application-files.js';
import type { ProcessCommand } from '../command.js';
import type { ApplicationFacts } from '../draft.js';
import type { EvaluationScope } from '../evaluate.js';
import { evaluateInteger } from '../evaluate.js';
import type { JobModel } from './job-model.js';

/** Solid Queue: workers of config/queue.yml (3 threads, 1 process by default); a dispatcher, the scheduler and the supervisor besides. */
export function solidQueueModel(
  application: ApplicationFacts,
  command: ProcessCommand,
  scope: EvaluationScope,
): JobModel {
  const shutdownTimeout = known<number | null>(5, {
    location: command.at,
    says: 'Solid Queue default shutdown_timeout: 5 s',
  });
  const settings = settingsFile(application, command, scope);
  if (settings === 'unknown') {
    const none = unknown('not-computable', 'the configuration file of Solid Queue', [
      { location: command.at, says: `runs ${command.text}` },
    ]);
    return { concurrency: none, processes: none, shutdownTimeout };
  }
  const section = settings === undefined ? undefined : sectionOf(settings, scope);
  if (section === undefined || section.workers.length === 0) {
    const hop = {
      location: settings?.at ?? command.at,
      says: 'configures no worker: Solid Queue starts one with 3 threads',
    };
    return { concurrency: known<number | null>(3, hop), processes: known(4, hop), shutdownTimeout };
  }
  return { concurrency: largest(section, scope), processes: processCount(section, scope), shutdownTimeout };
}

function settingsFile(
  application: ApplicationFacts,
  command: ProcessCommand,
  scope: EvaluationScope,
): SolidQueueSettings | 'unknown' | undefined {
  const files = application.jobs.filter((job): job is SolidQueueSettings => job.system === 'solid_queue');
  const prefix = pathPrefix(application.root);
  const flag = command.flag('-c', '--config_file');
  const variable = scope.variable('SOLID_QUEUE_CONFIG');
  const wanted = flag ?? (variable.known ? (variable.value ?? undefined) : undefined);
  if (application.unread.includes(`${prefix}${wanted ?? 'config/queue.yml'}`)) return 'unknown';
  if (wanted !== undefined) return files.find(({ path }) => path === prefix + wanted.replace(/^\.\//, '')) ?? 'unknown';
  return (
    files.find(({ path }) => path === `${prefix}config/queue.yml`) ??
    files.find(({ path }) => path === `${prefix}config/solid_queue.yml`)
  );
}

function sectionOf(settings: SolidQueueSettings, scope: EvaluationScope): SolidQueueSection | undefined {
  const railsEnv = scope.railsEnv.known ? scope.railsEnv.value : '';
  return Object.hasOwn(settings.environments, railsEnv) ? settings.environments[railsEnv] : undefined;
}

/** Each worker is a process of its own, so the pool must serve the one with most threads. */
function largest(section: SolidQueueSection, scope: EvaluationScope): Setting<number> {
  const threads = section.workers.map((worker) =>
    worker.threads === undefined
      ? known<number | null>(3, { location: worker.at, says: 'Solid Queue default: 3 threads' })
      : evaluateInteger(worker.threads, scope),
  );
  const [only] = threads;
  if (threads.length === 1 && only !== undefined) return only;
  return derive(
    threads,
    (...values: (number | null)[]) => Math.max(...values.map((value) => value ?? 3)) as number | null,
  );
}

function processCount(section: SolidQueueSection, scope: EvaluationScope): Traced<number> {
  const counts = section.workers.map((worker) =>
    worker.processes === undefined
      ? known<number | null>(1, { location: worker.at, says: 'Solid Queue default: 1 process' })
      : evaluateInteger(worker.processes, scope),
  );
  return derive(
    counts,
    (...values: (number | null)[]) =>
      values.reduce<number>((sum, value) => sum + (value ?? 1), 0) + section.dispatchers + 2,
  );
}
