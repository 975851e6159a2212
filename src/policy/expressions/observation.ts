import type { Known, Traced, Unknown } from '../../model/traced.js';

/** What one evaluation may read: a rule of a repository must end. */
const MAX_READS = 100_000;
/** A text counts as one read for so many characters, since what is built from it is as long. */
const CHARACTERS_OF_A_READ = 4;

/** Thrown where an expression reads what nobody can know. `||` and `&&` absorb it when the other side decides. */
export class UnknownValue extends Error {
  readonly unknown: Unknown;

  constructor(unknown: Unknown) {
    // Thrown for every unknown value of a model: nobody reads its stack, and collecting it is what would take time.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(unknown.detail);
    Error.stackTraceLimit = stackTraceLimit;
    this.unknown = unknown;
  }
}

/** Thrown when an evaluation reads more values than any honest rule does. */
export class TooManyReads extends Error {}

/** Counts what the evaluations of one rule read together. */
export class ReadMeter {
  #reads = 0;
  readonly #limit: number;
  /** One for all: it is thrown again for every item that is left. */
  #tooMany: TooManyReads | undefined;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get reads(): number {
    return this.#reads;
  }

  get exhausted(): boolean {
    return this.#reads > this.#limit;
  }

  get tooMany(): TooManyReads {
    this.#tooMany ??= new TooManyReads(`reads more than ${this.#limit} values`);
    return this.#tooMany;
  }

  count(reads: number): void {
    this.#reads += reads;
    if (this.exhausted) throw this.tooMany;
  }
}

/** What one evaluation looked at: the places of a diagnostic are recorded here, not written by the rule's author. */
export class Observation {
  readonly #seen = new Set<Traced<unknown>>();
  readonly #own = new ReadMeter(MAX_READS);
  readonly #shared: ReadMeter;
  /** The name of the value read last that is declared nowhere, as `process.memory.limit`. */
  absent: string | undefined;

  constructor(shared: ReadMeter) {
    this.#shared = shared;
  }

  /** The value, null included; throws `UnknownValue`. */
  read(traced: Traced<unknown>): unknown {
    this.#seen.add(traced);
    if (!traced.known) throw new UnknownValue(traced);
    return traced.value;
  }

  /** To be called for every value that is read, traced or not. */
  countRead(value: unknown): void {
    const reads = typeof value === 'string' ? 1 + Math.floor(value.length / CHARACTERS_OF_A_READ) : 1;
    this.#own.count(reads);
    this.#shared.count(reads);
  }

  /** In the order of reading, each once. */
  get known(): readonly Known<unknown>[] {
    return [...this.#seen].filter((traced) => traced.known);
  }

  get unknown(): readonly Unknown[] {
    return [...this.#seen].filter((traced) => !traced.known);
  }

  /** The value read last, known or not. */
  get last(): Traced<unknown> | undefined {
    return [...this.#seen].at(-1);
  }
}
