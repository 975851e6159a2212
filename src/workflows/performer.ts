import type { RepositoryApi } from '../github/repository-api.js';
import type { MergeGroupWork, ReviewWork, Work } from '../github/work.js';
import type { Log } from '../log/log.js';
import type { Metrics } from '../metrics.js';
import { failedCheckRun } from '../reporters/check-run/failed-check-run.js';
import { checkNameOf } from './check-name.js';
import { describeFailure } from './describe-failure.js';
import type { Outcome } from './outcome.js';
import { perform } from './perform.js';
import { publishCheck } from './publish-check.js';
import type { Performer } from './runtime/attempt.js';
import type { Job, Services } from './services.js';

/** Does work with the real services, counts it, and tells people when nothing more is tried. */
export class ServicePerformer implements Performer {
  readonly #services: Services;
  readonly #metrics: Metrics;
  readonly #log: Log;

  constructor(services: Services, metrics: Metrics, log: Log) {
    this.#services = services;
    this.#metrics = metrics;
    this.#log = log;
  }

  async perform(work: Work, job: Job): Promise<Outcome> {
    const started = performance.now();
    let ended: Outcome | 'failed' = 'failed';
    try {
      ended = await perform(work, this.#services, job);
      return ended;
    } finally {
      const ms = performance.now() - started;
      this.#metrics.workAttempted(work.kind, ended, ms / 1000);
      if (ended !== 'failed') {
        this.#log.info('Work is done', { delivery: job.delivery, work: work.kind, outcome: ended, ms: Math.round(ms) });
      }
    }
  }

  /** A commit whose check never comes would wait for ever; one that could not be analysed is not clean. */
  async giveUp(work: Work, error: unknown): Promise<void> {
    if (work.kind !== 'review' && work.kind !== 'merge-group') return;
    const api = this.#services.github.repository(work.repository, 'report');
    const { head, base, subject } = await commitOf(work, api);
    const name = checkNameOf(this.#services.checkName, work.repository, base);
    const query = { pullRequest: undefined, head, checkName: name, policyAt: 'HEAD', blobs: [] };
    const { checks } = await api.view(query);
    await publishCheck(api, { name, head, subject, report: failedCheckRun(describeFailure(error)) }, checks);
  }
}

async function commitOf(work: ReviewWork | MergeGroupWork, api: RepositoryApi) {
  if (work.kind === 'merge-group') return { head: work.head, base: work.baseRef, subject: 'merge' };
  const { head, baseRef } = work.at ?? (await api.pullRequest(work.pullRequest));
  return { head, base: baseRef, subject: `pr:${work.pullRequest}` };
}
