import type { Store } from '../workspace/store.js';

/** The name of a function that answers, and what it was given. */
export type Question = readonly [name: string, ...details: readonly (string | null)[]];

const NOTHING: readonly Question[] = [];

/** What each computation asked when it last ran, by its name. */
export class Questions {
  readonly #store: Store | undefined;
  readonly #known = new Map<string, readonly Question[]>();
  readonly #unsaved = new Set<string>();

  constructor(store: Store | undefined) {
    this.#store = store;
  }

  static keyOf(name: string): string {
    return `?${name}`;
  }

  /** Undefined for a computation that never ran. One that is not known to have asked anything asked nothing. */
  of(name: string): readonly Question[] | undefined {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const record = this.#store?.get(Questions.keyOf(name));
    const asked: readonly Question[] = record === undefined ? NOTHING : JSON.parse(record.head.toString('utf8'));
    this.#known.set(name, asked);
    return asked;
  }

  /** Runs a computation, and notes each question once. */
  record<Result, Answers extends object>(
    answers: Answers,
    compute: (answers: Answers) => Result,
  ): { readonly result: Result; readonly asked: readonly Question[] } {
    const asked = new Map<string, Question>();
    const noting = Object.fromEntries(
      Object.keys(answers).map((name) => [
        name,
        (...details: readonly (string | undefined)[]) => {
          const question: Question = [name, ...details.map((detail) => detail ?? null)];
          asked.set(JSON.stringify(question), question);
          return Questions.answer(question, answers);
        },
      ]),
    );
    return { result: compute(noting as Answers), asked: [...asked.values()] };
  }

  remember(name: string, asked: readonly Question[]): void {
    this.#known.set(name, asked);
    if (asked.length > 0) this.#unsaved.add(name);
  }

  save(): void {
    for (const name of this.#unsaved) {
      this.#store?.put(Questions.keyOf(name), Buffer.from(JSON.stringify(this.#known.get(name)), 'utf8'));
    }
  }

  static answer([name, ...details]: Question, answers: object): unknown {
    const answer: unknown = Reflect.get(answers, name);
    if (typeof answer !== 'function') throw new Error(`nobody answers ${name}`);
    return Reflect.apply(
      answer,
      answers,
      details.map((detail) => detail ?? undefined),
    );
  }
}
