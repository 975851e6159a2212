import type { IgnoredVariable, ProcessKind } from '../model.js';
import type { Setting, Traced } from '../traced.js';
import type { EvaluationScope } from './evaluate.js';
import type { JobModel } from './jobs/job-model.js';
import type { ServerModel } from './server.js';

/** Variables that are set for a process and meant for a setting that takes another value. */
export function ignoredVariables(
  kind: ProcessKind,
  server: ServerModel,
  jobs: JobModel,
  scope: EvaluationScope,
): readonly IgnoredVariable[] {
  const pairs: readonly (readonly [string, string, Setting<number>])[] =
    kind === 'web'
      ? [
          ['RAILS_MAX_THREADS', 'threads', server.threads.max],
          ['WEB_CONCURRENCY', 'workers', server.workers],
        ]
      : kind === 'sidekiq'
        ? [['SIDEKIQ_CONCURRENCY', 'concurrency', jobs.concurrency]]
        : [];
  return pairs.flatMap(([name, setting, effective]) => {
    const declared = scope.variable(name);
    if (!declared.known || declared.value === null || !/^\d+$/.test(declared.value)) return [];
    if (!effective.known || effective.value === null || effective.value === Number(declared.value)) return [];
    return [{ name, declared: declared as Traced<string>, setting, effective: effective as Traced<number> }];
  });
}
