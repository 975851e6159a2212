import type { Known, Traced, Unknown } from '../../model/traced.js';

/** Values that one evaluation may read: a rule of a repository must end. */
const MAX_READS = 100_000;

/** Thrown where an expression reads what nobody can know. `||` and `&&` absorb it when the other side decides. */
export class UnknownValue extends Error {
  constructor(readonly unknown: Unknown) {
    super(unknown.detail);
  }
}

/** Thrown when an evaluation reads more values than any honest rule does. */
export class TooManyReads extends Error {}

/** What one evaluation looked at: the places of a diagnostic are recorded here, not written by the rule's author. */
export class Observation {
  readonly #seen = new Set<Traced<unknown>>();
  #reads = 0;
  /** The name of the value read last that is declared nowhere, as `process.memory.limit`. */
  absent: string | undefined;

  /** The value, null included; throws `UnknownValue`. */
  read(traced: Traced<unknown>): unknown {
    this.countRead();
    this.#seen.add(traced);
    if (!traced.known) throw new UnknownValue(traced);
    return traced.value;
  }

  countRead(): void {
    this.#reads += 1;
    if (this.#reads > MAX_READS) throw new TooManyReads(`reads more than ${MAX_READS} values`);
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
