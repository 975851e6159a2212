import { hash } from 'node:crypto';
import type { Computation, Recall, Recalled } from '../model/assembly/recall.js';
import { fold, unfold } from '../workspace/folding.js';
import type { Saved } from '../workspace/pack.js';
import type { Store } from '../workspace/store.js';
import { dataDigest, type Names } from './data-digest.js';
import { isPlainData } from './plain-data.js';
import { type Question, Questions } from './questions.js';

/** A result as it is stored: with the records that it was made of, which are of use for as long as it is. */
interface Page {
  readonly result: unknown;
  readonly madeOf: readonly string[];
}

/**
 * Remembers what pure computations came to, in this run and the ones before. A result is found by the computation's name and
 * the answers to all that it asked; where one answer is another, or where it never ran, it runs.
 */
export class Ledger implements Recall {
  readonly #store: Store | undefined;
  /** What is known to be the same by its name, without looking into it. */
  readonly names: Names = new WeakMap();
  readonly #digestOf = dataDigest(this.names);
  readonly #questions: Questions;
  readonly #results = new Map<string, unknown>();
  readonly #unsaved = new Map<string, () => Page>();
  /** The records in use by the computation that is running. */
  #inUse = new Set<string>();

  /** Without a store nothing outlives the run. */
  constructor(store?: Store) {
    this.#store = store;
    this.#questions = new Questions(store);
  }

  digest(value: unknown): string {
    return hashOf(this.#digestOf(value));
  }

  run<Result, Answers extends object>(computation: Computation<Result, Answers>): Recalled<Result> {
    const name = hashOf(JSON.stringify(computation.name));
    const asked = this.#questions.of(name);
    if (asked !== undefined) {
      const key = this.#keyOf(name, asked, computation.answers);
      const known = this.#recall(key, computation);
      if (known !== undefined) return this.#used(name, known);
    }
    return this.#used(name, this.#runAnew(name, computation));
  }

  /** A text that follows from its name, in UTF-8. */
  text(name: readonly string[], write: () => string): Uint8Array {
    const key = `"${hashOf(JSON.stringify(name))}`;
    const known = this.#store?.get(key)?.body();
    if (known !== undefined) return known;
    const bytes = Buffer.from(write(), 'utf8');
    this.#store?.put(key, Buffer.alloc(0), bytes);
    return bytes;
  }

  save(): Saved {
    if (this.#store === undefined) return { ok: true };
    this.#questions.save();
    for (const [key, page] of this.#unsaved) {
      const written = page();
      if (!isPlainData(written.result)) continue;
      const { head, body } = fold(written);
      this.#store.put(key, head, body);
    }
    return this.#store.save();
  }

  #recall<Result, Answers extends object>(
    key: string,
    { restore }: Computation<Result, Answers>,
  ): Recalled<Result> | undefined {
    if (this.#results.has(key)) return { key, result: this.#results.get(key) as Result };
    const record = this.#store?.get(key);
    if (record === undefined) return undefined;
    const { result: stored, madeOf } = unfold(record) as Page;
    for (const each of madeOf) {
      this.#store?.keep(each);
      this.#inUse.add(each);
    }
    const result = restore(stored);
    this.#results.set(key, result);
    return { key, result };
  }

  #runAnew<Result, Answers extends object>(
    name: string,
    { compute, store, answers }: Computation<Result, Answers>,
  ): Recalled<Result> {
    const outer = this.#inUse;
    this.#inUse = new Set();
    const { result, asked } = this.#questions.record(answers, compute);
    const madeOf = this.#inUse;
    this.#inUse = outer;
    for (const each of madeOf) outer.add(each);
    this.#questions.remember(name, asked);
    const key = this.#keyOf(name, asked, answers);
    this.#results.set(key, result);
    this.#unsaved.set(key, () => ({ result: store(result), madeOf: [...madeOf] }));
    return { key, result };
  }

  #used<Result>(name: string, recalled: Recalled<Result>): Recalled<Result> {
    this.#inUse.add(recalled.key);
    if (recalled.key !== name) this.#inUse.add(Questions.keyOf(name));
    return recalled;
  }

  /** Of what asked nothing, the name says it all. */
  #keyOf(name: string, asked: readonly Question[], answers: object): string {
    if (asked.length === 0) return name;
    return hashOf(
      [name, ...asked.map((question) => this.#digestOf([question, Questions.answer(question, answers)]))].join(),
    );
  }
}

/** 27 characters of ASCII. */
function hashOf(text: string): string {
  return hash('sha1', text, 'base64url');
}
