/**
 * Aborts after some milliseconds, or when another signal does; it has to be cleared afterwards. Not `AbortSignal.any` and
 * `AbortSignal.timeout`: Node 20 collects what they give while somebody still waits for it.
 */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #other: AbortSignal | undefined;
  readonly #timer: NodeJS.Timeout;
  readonly #abort = () => this.#controller.abort();
  #isOver = false;

  constructor(milliseconds: number, other: AbortSignal | undefined) {
    this.#other = other;
    this.#timer = setTimeout(() => {
      this.#isOver = true;
      this.#abort();
    }, milliseconds);
    if (other?.aborted) this.#abort();
    other?.addEventListener('abort', this.#abort);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Whether the time is over. */
  get isOver(): boolean {
    return this.#isOver;
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#other?.removeEventListener('abort', this.#abort);
  }
}
