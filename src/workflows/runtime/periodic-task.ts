import type { Log } from '../../log/log.js';

/** Does something again and again, never twice at a time. A failure is told and the next time comes all the same. */
export class PeriodicTask {
  readonly #name: string;
  readonly #task: () => Promise<void>;
  readonly #log: Log;
  readonly #timer: NodeJS.Timeout;
  #running: Promise<void> | undefined;

  /** `name` is for the log: what could not be done, as "look after other replicas". */
  constructor(name: string, everyMs: number, task: () => Promise<void>, log: Log, { atOnce = false } = {}) {
    this.#name = name;
    this.#task = task;
    this.#log = log;
    this.#timer = setInterval(() => this.#begin(), everyMs);
    this.#timer.unref();
    if (atOnce) this.#begin();
  }

  /** Resolves when the last time has ended. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }

  #begin(): void {
    this.#running ??= this.#run();
  }

  async #run(): Promise<void> {
    try {
      await this.#task();
    } catch (error) {
      this.#log.warn(`Could not ${this.#name}`, { error });
    } finally {
      this.#running = undefined;
    }
  }
}
