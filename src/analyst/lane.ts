import { AnalysisFailure } from './analyst.js';
import type { Child, StartChild } from './child-process.js';
import { Deferred } from './deferred.js';
import { Exchange, type Job, type Surroundings } from './exchange.js';
import { fromChild } from './messages.js';

export interface LaneOptions extends Surroundings {
  readonly startChild: StartChild;
  /** A child was replaced, and why. */
  restarted(reason: string): void;
}

/** One child with the jobs that wait for it. */
export class Lane {
  readonly #options: LaneOptions;
  #child: Child | undefined;
  #exchange: Exchange | undefined;
  /** The last job's end. */
  #free: Promise<void> = Promise.resolve();
  #saved: Promise<void> = Promise.resolve();
  #ids = 0;
  #closed = false;

  constructor(options: LaneOptions) {
    this.#options = options;
    this.#child = this.#start();
  }

  /** Gives what the child says, unchecked. */
  async run(job: Job): Promise<unknown> {
    const before = this.#free;
    const turn = new Deferred<void>();
    this.#free = turn.promise;
    await before;
    try {
      return await this.#begin(job, turn.resolve);
    } catch (error) {
      // A job that was never begun has no end that would free the child.
      if (this.#exchange === undefined) turn.resolve();
      throw error;
    }
  }

  /** Jobs without an outcome fail as if the machine had stopped: nothing is known against what they analyse. */
  async close(): Promise<void> {
    this.#closed = true;
    const exchange = this.#exchange;
    if (exchange?.isAnswered === true) await exchange.ended;
    else exchange?.abort(new Error('the analyst was closed'));
    this.#child?.kill();
    this.#child = undefined;
    await this.#saved;
  }

  #begin(job: Job, ended: () => void): Promise<unknown> {
    if (this.#closed) throw new Error('the analyst was closed');
    const child = this.#child ?? this.#start();
    this.#child = child;
    const exchange = new Exchange(this.#ids++, job, this.#options, {
      send: (message) => child.send(message),
      expired: () => this.#replace(child, `The analysis took longer than ${this.#options.timeoutMs / 1000} seconds.`),
      ended: () => {
        if (this.#exchange === exchange) this.#exchange = undefined;
        ended();
      },
    });
    this.#exchange = exchange;
    this.#saved = Promise.all([this.#saved, exchange.saved()]).then(() => undefined);
    return exchange.start();
  }

  #start(): Child {
    const child: Child = this.#options.startChild({
      message: (message) => this.#receive(child, message),
      lost: (reason) => this.#replace(child, reason),
    });
    return child;
  }

  #receive(child: Child, message: unknown): void {
    if (child !== this.#child) return;
    const parsed = fromChild.safeParse(message);
    if (!parsed.success) this.#replace(child, 'The process of the analysis said something that makes no sense.');
    else if (parsed.data.id === this.#exchange?.id) this.#exchange.receive(parsed.data);
  }

  /** The job fails; the next finds a fresh child. One that was lost without a job, perhaps at its start, is replaced when it is needed. */
  #replace(child: Child, reason: string): void {
    if (child !== this.#child) return;
    child.kill();
    this.#child = this.#exchange === undefined || this.#closed ? undefined : this.#start();
    this.#options.restarted(reason);
    const exchange = this.#exchange;
    this.#exchange = undefined;
    exchange?.abort(new AnalysisFailure(reason));
  }
}
