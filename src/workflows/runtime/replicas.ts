import type { ExecutorsTable } from '../../database/executors-table.js';
import type { WorkQueue } from './work-queue.js';

/** A replica that was not heard of for so long is dead. */
const SILENCE_SECONDS = 15;

/** This replica among the others: says that it lives, and takes care of the work of those that do not. */
export class Replicas {
  readonly #id: string;
  readonly #executors: ExecutorsTable;
  readonly #queue: WorkQueue;
  readonly #silenceSeconds: number;
  /** When the first and the last were written of the beats that followed each other in time. */
  #steady: { readonly since: number; readonly until: number } | undefined;

  constructor(id: string, executors: ExecutorsTable, queue: WorkQueue, silenceSeconds = SILENCE_SECONDS) {
    this.#id = id;
    this.#executors = executors;
    this.#queue = queue;
    this.#silenceSeconds = silenceSeconds;
  }

  /** How often it has to say so. */
  get beatMs(): number {
    return (this.#silenceSeconds * 1000) / 4;
  }

  async beat(): Promise<void> {
    await this.#executors.beat(this.#id);
    const now = performance.now();
    this.#steady = { since: this.#isInTime(now) ? (this.#steady?.since ?? now) : now, until: now };
  }

  /**
   * Puts the work of dead replicas back and gives how much it was. After an outage of the database, or a pause of this process, all
   * seem dead: nobody is taken for it until all had the time to be heard again.
   */
  async recover(): Promise<number> {
    if (!this.#isSteady) return 0;
    const count = await this.#queue.putBack(async (executors) => {
      // Asked after what runs was: a replica that began meanwhile was heard of before it took any work.
      const alive = await this.#executors.alive(this.#silenceSeconds);
      return new Set(executors.filter((id) => id !== this.#id && !alive.has(id)));
    });
    await this.#executors.removeSilent(this.#silenceSeconds * 4);
    return count;
  }

  /** Work that is still running here is put back by the others from now on. */
  leave(): Promise<void> {
    return this.#executors.remove(this.#id);
  }

  get #isSteady(): boolean {
    const now = performance.now();
    return this.#isInTime(now) && now - (this.#steady?.since ?? now) >= this.#silenceSeconds * 1000;
  }

  #isInTime(now: number): boolean {
    return this.#steady !== undefined && now - this.#steady.until <= this.beatMs * 2;
  }
}
