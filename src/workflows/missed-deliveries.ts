import type { DutiesTable } from '../database/duties-table.js';
import type { AppApi, Delivery } from '../github/api/app-api.js';
import { GithubError } from '../github/github-error.js';
import type { Log } from '../log/log.js';

const DUTY = 'redeliver what was missed';
/** GitHub keeps deliveries for three days. */
const KEPT_MS = 3 * 86_400_000;
/** How far a round looks back beyond the one before it: the attempts at one delivery are that far apart at most. */
const OVERLAP_MS = 3_600_000;
const MAX_REDELIVERIES = 3;
/** In one round; the rest is for the next one. */
const MAX_EACH_ROUND = 100;
/** One failure says little about the other deliveries, as many say that GitHub is not well. The next round does what is left. */
const MAX_FAILURES = 3;

export interface MissedDeliveriesOptions {
  readonly github: Pick<AppApi, 'deliveriesSince' | 'redeliver'>;
  readonly duties: DutiesTable;
  readonly log: Log;
  readonly now?: () => Date;
}

/**
 * Has GitHub send again what nobody answered properly: GitHub never does so by itself. What was stored all the same is a duplicate then,
 * and GitHub learns that it arrived.
 */
export class MissedDeliveries {
  readonly #options: MissedDeliveriesOptions;

  constructor(options: MissedDeliveriesOptions) {
    this.#options = options;
  }

  /** Does nothing when any replica began to do so less than so many seconds ago. */
  async fetch(everySeconds: number): Promise<void> {
    const { github, duties, log, now = () => new Date() } = this.#options;
    const duty = await duties.take(DUTY, everySeconds);
    if (duty === undefined) return;
    const began = now();
    const oldest = began.getTime() - KEPT_MS;
    const since = new Date(Math.max(oldest, (duty.lastDone?.getTime() ?? 0) - OVERLAP_MS));
    const missed = missedOf(await github.deliveriesSince(since));
    const failures: unknown[] = [];
    for (const delivery of missed.slice(0, MAX_EACH_ROUND)) {
      await this.#redeliver(delivery).catch((error: unknown) => failures.push(error));
      if (failures.length >= MAX_FAILURES) break;
    }
    if (missed.length > 0) log.info('Deliveries that were missed are sent again', { count: missed.length });
    if (failures.length > 0) throw failures[0];
    if (missed.length <= MAX_EACH_ROUND) await duties.done(DUTY, began);
  }

  async #redeliver(delivery: Delivery): Promise<void> {
    try {
      await this.#options.github.redeliver(delivery);
    } catch (error) {
      const isGone = error instanceof GithubError && (error.kind === 'not-found' || error.kind === 'rejected');
      if (!isGone) throw error;
      this.#options.log.warn('GitHub does not send a delivery again', { delivery: delivery.guid, error });
    }
  }
}

/** The newest attempt at each delivery of which every attempt failed, unless there were enough of them; oldest first. */
function missedOf(attempts: readonly Delivery[]): readonly Delivery[] {
  const byGuid = new Map<string, Delivery[]>();
  for (const attempt of attempts) byGuid.set(attempt.guid, [...(byGuid.get(attempt.guid) ?? []), attempt]);
  return [...byGuid.values()].flatMap((each) => {
    const arrived = each.some(({ status }) => status >= 200 && status < 400);
    const redeliveries = each.filter(({ redelivery }) => redelivery).length;
    return arrived || redeliveries >= MAX_REDELIVERIES ? [] : each.slice(-1);
  });
}
