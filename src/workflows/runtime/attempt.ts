import type { Database, Lock } from '../../database/database.js';
import type { BegunDelivery, DeliveriesTable, DeliveryRun } from '../../database/deliveries-table.js';
import { supersedingLaneOf, type Work } from '../../github/work.js';
import type { Log } from '../../log/log.js';
import type { Outcome } from '../outcome.js';
import type { Job } from '../services.js';
import { within } from '../within.js';
import { accept } from './accept.js';
import { afterFailure, mayBegin } from './after-failure.js';
import type { WorkQueue } from './work-queue.js';

/** How long a lane is left to whoever has it although nobody should: a replica that was taken for dead and is not. */
const LANE_PAUSE_SECONDS = 5;
/** Longer than any attempt takes whose calls all end. */
const ATTEMPT_LIMIT_MS = 15 * 60_000;

/** Does the work itself, as often as it must. */
export interface Performer {
  perform(work: Work, job: Job): Promise<Outcome>;
  /** Called once when nothing more is tried, to say so where people look. */
  giveUp(work: Work, error: unknown): Promise<void>;
}

export interface AttemptOptions {
  readonly database: Database;
  /** Of connections that only hold lanes: with others to spare, nobody who has one waits for another. */
  readonly lanes: Database;
  readonly deliveries: DeliveriesTable;
  readonly queue: WorkQueue;
  readonly performer: Performer;
  readonly log: Log;
}

/** How one run ended: as the work did, or `postponed` to another run, `failed` for good, `obsolete` when there was nothing to do. */
type Ending = Outcome | 'postponed' | 'failed' | 'obsolete';

/** Makes one attempt at a delivery's work and decides what comes after it. Everything that it writes may be written twice. */
export class Attempt {
  readonly #run: DeliveryRun;
  readonly #options: AttemptOptions;

  constructor(run: DeliveryRun, options: AttemptOptions) {
    this.#run = run;
    this.#options = options;
  }

  /** The queue keeps lanes apart, and so does a lock that nobody holds who is dead, or is only believed to be. */
  async make(): Promise<Ending> {
    const locked = this.#options.lanes.exclusively(`lane ${this.#run.lane}`, (lock) => this.#begin(lock));
    const held = await within(ATTEMPT_LIMIT_MS, locked);
    // It goes on, maybe, and keeps its lane meanwhile; but what it says does not count any more.
    if (held === undefined) return this.#postpone(LANE_PAUSE_SECONDS);
    return held.acquired ? held.value : this.#postpone(LANE_PAUSE_SECONDS);
  }

  async #begin(lock: Lock): Promise<Ending> {
    const begun = await this.#options.deliveries.begin(this.#run);
    if (begun === undefined) return 'obsolete';
    if (!mayBegin(begun.attempts)) return this.#giveUp(begun, new Error('each attempt ended with its process'));
    try {
      const outcome = await this.#options.performer.perform(begun.work, this.#job(begun, lock));
      await this.#options.deliveries.finish(this.#run, outcome);
      return outcome;
    } catch (error) {
      const after = afterFailure(error, begun.attempts);
      this.#options.log.warn(after.again ? 'An attempt failed and is repeated' : 'Work was given up', {
        delivery: this.#run.delivery,
        work: begun.work.kind,
        attempt: begun.attempts,
        error,
      });
      return after.again ? this.#postpone(after.seconds) : this.#giveUp(begun, error);
    }
  }

  #job({ work, sequence }: BegunDelivery, lock: Lock): Job {
    const { delivery, lane } = this.#run;
    return {
      delivery,
      isSuperseded: async () => {
        // Whoever has it now does the work; this attempt must not.
        if (!lock.isHeld) throw new LostLane(lane);
        return this.#options.deliveries.isSuperseded(supersedingLaneOf(work), sequence);
      },
      follow: async (next, name) => void (await accept(next, `${delivery}/${name}`, this.#options)),
    };
  }

  async #postpone(seconds: number): Promise<Ending> {
    await startNextRun(this.#run, this.#options, seconds);
    return 'postponed';
  }

  async #giveUp({ work }: BegunDelivery, error: unknown): Promise<Ending> {
    try {
      await this.#options.performer.giveUp(work, error);
    } catch (silenced) {
      this.#options.log.error('Nobody could be told that work was given up', {
        delivery: this.#run.delivery,
        work: work.kind,
        error: silenced,
      });
    }
    await this.#options.deliveries.giveUp(this.#run, error instanceof Error ? error.name : typeof error);
    return 'failed';
  }
}

/** Leaves a delivery to a new run, after so many seconds. */
export async function startNextRun(
  run: DeliveryRun,
  { database, deliveries, queue }: Pick<AttemptOptions, 'database' | 'deliveries' | 'queue'>,
  seconds: number,
): Promise<void> {
  await database.persistently(() =>
    database.transaction(async (client) => {
      const next = await deliveries.next(client, run);
      if (next !== undefined) await queue.add(client, next, seconds);
    }),
  );
}

class LostLane extends Error {
  constructor(lane: string) {
    super(`the connection that held lane ${lane} broke`);
    this.name = 'LostLane';
  }
}
