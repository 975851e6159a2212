import type { ProcessKind } from '../model.js';
import { known, unknown } from '../traced.js';
import type { ProcessCommand } from './command.js';
import type { ApplicationFacts } from './draft.js';
import type { EvaluationScope } from './evaluate.js';
import { goodJobModel } from './jobs/good-job.js';
import type { JobModel } from './jobs/job-model.js';
import { sidekiqModel } from './jobs/sidekiq.js';
import { solidQueueModel } from './jobs/solid-queue.js';

/** The job processor that a container runs; undefined for what runs none. */
export function jobModel(
  kind: ProcessKind,
  application: ApplicationFacts,
  command: ProcessCommand,
  scope: EvaluationScope,
): JobModel | undefined {
  switch (kind) {
    case 'sidekiq':
      return sidekiqModel(application, command, scope);
    case 'solid_queue':
      return solidQueueModel(application, command, scope);
    case 'good_job':
      return goodJobModel(application, command, scope);
    case 'delayed_job':
      return oneThread(command, 'Delayed Job runs one job at a time');
    case 'resque':
      return {
        ...oneThread(command, 'Resque forks one child for each job'),
        shutdownTimeout: known<number | null>(4, {
          location: command.at,
          says: 'Resque default: RESQUE_TERM_TIMEOUT 4 s',
        }),
      };
    case 'que':
      return queModel(command);
    default:
      return undefined;
  }
}

function oneThread(command: ProcessCommand, says: string): JobModel {
  const hop = { location: command.at, says };
  return {
    concurrency: known<number | null>(1, hop),
    shutdownTimeout: unknown('not-declared', 'how long a running job may take', [hop]),
    processes: known(1, hop),
  };
}

/** Que: 6 workers unless `--worker-count` says otherwise (que `lib/que/worker.rb`). */
function queModel(command: ProcessCommand): JobModel {
  const flag = command.flag('-w', '--worker-count');
  const hop = {
    location: command.at,
    says: flag === undefined ? 'Que default: 6 workers' : `runs Que with -w ${flag}`,
  };
  const count = flag === undefined ? 6 : Number(flag);
  return {
    concurrency: Number.isInteger(count)
      ? known<number | null>(count, hop)
      : unknown('not-computable', `-w ${flag}`, [hop]),
    shutdownTimeout: unknown('not-declared', 'how long a running job may take', [hop]),
    processes: known(1, hop),
  };
}
