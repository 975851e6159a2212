import { setTimeout as sleep } from 'node:timers/promises';

/** After so long without a delivery none is on its way, as far as anybody knows. */
const CALM_MS = 15;
/** In a crowd of deliveries work goes on all the same, only slower. */
const LONGEST_WAIT_MS = 500;

/** Work begins between deliveries: GitHub waits for the answer to a delivery, and nobody for a moment more of work. */
export class AcceptanceFirst {
  #running = 0;
  #lastEnd = Number.NEGATIVE_INFINITY;

  async accept<T>(accept: () => Promise<T>): Promise<T> {
    this.#running += 1;
    try {
      return await accept();
    } finally {
      this.#running -= 1;
      this.#lastEnd = performance.now();
    }
  }

  async calm(): Promise<void> {
    const until = performance.now() + LONGEST_WAIT_MS;
    while (!this.#isCalm() && performance.now() < until) await sleep(CALM_MS);
  }

  #isCalm(): boolean {
    return this.#running === 0 && performance.now() - this.#lastEnd >= CALM_MS;
  }
}
