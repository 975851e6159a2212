import { setTimeout as sleep } from 'node:timers/promises';
import Bottleneck from 'bottleneck';
import { GithubError } from '../github-error.js';

const CONCURRENT_READS = 8;
/** GitHub asks for a second between writes. A handful at the end of an analysis need not wait; a crowd has to. */
const CROWD = 5;
const CROWD_GAP_MS = 1_000;
/** A refusal that ends sooner is waited for, a longer one is told. */
const LONGEST_WAIT_MS = 60_000;

/** The pace of the calls to GitHub for one installation, as GitHub counts them. */
export class Lane {
  readonly #reads = new Bottleneck({ maxConcurrent: CONCURRENT_READS });
  readonly #writes = new Bottleneck({ maxConcurrent: 1 });
  #writesWaiting = 0;
  #lastWrite = 0;
  #closedUntil = 0;

  run<T>(kind: 'read' | 'write', call: () => Promise<T>): Promise<T> {
    if (kind === 'read') return this.#reads.schedule(call);
    this.#writesWaiting += 1;
    return this.#writes.schedule(async () => {
      this.#writesWaiting -= 1;
      if (this.#writesWaiting >= CROWD) await sleep(Math.max(0, this.#lastWrite + CROWD_GAP_MS - Date.now()));
      this.#lastWrite = Date.now();
      return call();
    });
  }

  /** Until then GitHub refuses whatever is asked, and counts the asking against the App. */
  close(seconds: number): void {
    this.#closedUntil = Math.max(this.#closedUntil, Date.now() + seconds * 1_000);
  }

  /** Waits until GitHub answers again; throws `rate-limited` when that takes too long. */
  async untilOpen(request: string): Promise<void> {
    for (let wait = this.#wait(); wait > 0; wait = this.#wait()) {
      if (wait > LONGEST_WAIT_MS) {
        const retryAfterSeconds = Math.ceil(wait / 1_000);
        throw new GithubError('rate-limited', `${request}: refused for ${retryAfterSeconds} s`, { retryAfterSeconds });
      }
      await sleep(wait);
    }
  }

  #wait(): number {
    return this.#closedUntil - Date.now();
  }
}
