/** A pure computation: its result follows from its name and the answers that it gets. */
export interface Computation<Result, Answers extends object> {
  /** Tells it from every other one, with the digests of all that it knows without asking. */
  readonly name: readonly string[];
  /** Answers what it may ask of the rest of the repository: functions of texts. */
  readonly answers: Answers;
  compute(answers: Answers): Result;
  /** The result as plain JSON data, and back. */
  store(result: Result): unknown;
  restore(stored: unknown): Result;
}

/** A result, and the name of all that it follows from. */
export interface Recalled<Result> {
  readonly key: string;
  readonly result: Result;
}

/** Runs pure computations, or gives what they came to before. */
export interface Recall {
  run<Result, Answers extends object>(computation: Computation<Result, Answers>): Recalled<Result>;
  /** Equal for equal plain data, and for nothing else. */
  digest(value: unknown): string;
}

/** Remembers nothing. */
export const ANEW: Recall = {
  run: ({ compute, answers }) => ({ key: '', result: compute(answers) }),
  digest: () => '',
};
