import type { Output } from './streams.js';

const SHOWN_AFTER_MS = 1_000;
const REDRAWN_AFTER_MS = 100;
const CLEAR_LINE = '\r\u001b[2K';

/** One line on a terminal's standard error that says how far the reading is; silent for short runs and for files. */
export class Progress {
  readonly #output: Output;
  readonly #started: number;
  #drawn = 0;

  constructor(output: Output) {
    this.#output = output;
    this.#started = performance.now();
  }

  /** The step that is going on, and how much of it is done. */
  show(step: string, done: number, total: number): void {
    if (this.#output.isTTY !== true) return;
    const now = performance.now();
    if (now - this.#started < SHOWN_AFTER_MS || now - this.#drawn < REDRAWN_AFTER_MS) return;
    this.#drawn = now;
    this.#output.write(`${CLEAR_LINE}${step} ${done}/${total}`);
  }

  /** A step that is known to take long and does not count. */
  announce(step: string): void {
    if (this.#output.isTTY !== true) return;
    this.#drawn = performance.now();
    this.#output.write(`${CLEAR_LINE}${step}`);
  }

  clear(): void {
    if (this.#drawn > 0) this.#output.write(CLEAR_LINE);
    this.#drawn = 0;
  }
}
