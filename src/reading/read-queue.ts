import type { Reader } from '../readers/reader.js';
import type { Source } from '../syntax/source.js';
import { type ReadingLimits, tookTooLong } from './limits.js';
import { withinTime } from './within-time.js';

/** A file whose text is there, and the readers that want it. */
export interface ReadJob {
  readonly path: string;
  readonly blobId: string;
  readonly source: Source;
  readonly readers: readonly Reader[];
}

/** Files that share one watch on their time. */
const BATCH = 64;

/** As many loops without end are no accident: what follows is not read at all, so that the whole stays bounded. */
const MAX_STUCK = 3;

/** Reads files in order, a batch at a time, and gets past those that a reader never comes back from. */
export class ReadQueue {
  readonly #read: (job: ReadJob) => void;
  readonly #miss: (missed: { readonly path: string; readonly reason: string }) => void;
  readonly #limits: ReadingLimits;
  #waiting: ReadJob[] = [];
  #stuck = 0;

  /** `read` must keep no state that being stopped in its midst would break. */
  constructor(
    read: (job: ReadJob) => void,
    miss: (missed: { readonly path: string; readonly reason: string }) => void,
    limits: ReadingLimits,
  ) {
    this.#read = read;
    this.#miss = miss;
    this.#limits = limits;
  }

  add(job: ReadJob): void {
    this.#waiting.push(job);
    if (this.#waiting.length >= BATCH) this.flush();
  }

  flush(): void {
    let jobs = this.#waiting;
    this.#waiting = [];
    while (jobs.length > 0 && this.#stuck < MAX_STUCK) jobs = this.#readSome(jobs);
    for (const { path } of jobs) this.#miss({ path, reason: `not read after ${MAX_STUCK} files that took too long` });
  }

  /** Gives what is left. A file that was stopped comes first in it once more, for then it has all the time for itself. */
  #readSome(jobs: readonly ReadJob[]): ReadJob[] {
    let done = 0;
    const finished = withinTime(this.#limits.millisecondsPerFile, () => {
      for (const job of jobs) {
        this.#read(job);
        done++;
      }
    });
    const [stopped] = jobs.slice(done);
    if (finished || stopped === undefined) return [];
    if (done > 0) return jobs.slice(done);
    this.#stuck++;
    this.#miss({ path: stopped.path, reason: tookTooLong(this.#limits) });
    return jobs.slice(1);
  }
}
