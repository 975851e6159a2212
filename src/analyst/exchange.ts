import { type AnalysedTree, AnalysisFailure, type TextSource } from './analyst.js';
import { Deferred } from './deferred.js';
import type { FactsStore, StoredFacts } from './facts-store.js';
import type { Answer, FromChild, Question, Request, ToChild } from './messages.js';
import { packTree } from './packed-tree.js';
import { Stopwatch } from './stopwatch.js';

/** More is no analysis: the largest ask for a few dozen things. */
const MAX_QUESTIONS = 5_000;

/** A request, and what the child may ask for on its account. */
export interface Job {
  readonly request: Request;
  readonly trees: readonly AnalysedTree[];
  readonly texts: TextSource;
}

export interface Surroundings {
  readonly facts: FactsStore;
  readonly timeoutMs: number;
  /** Readings that could not be stored cost time when they are needed again, and nothing else. */
  factsNotSaved(error: unknown): void;
}

/** To the child that works on it. */
export interface Line {
  send(message: ToChild): void;
  /** The child takes longer than it may. */
  expired(): void;
  /** The child is free, or gone. */
  ended(): void;
}

/** One request, and all that is said about it. */
export class Exchange {
  readonly id: number;
  readonly #job: Job;
  readonly #surroundings: Surroundings;
  readonly #line: Line;
  readonly #stopwatch: Stopwatch;
  readonly #outcome = new Deferred<unknown>();
  readonly #ended = new Deferred<void>();
  readonly #saves: Promise<void>[] = [];
  #questions = 0;
  #answered = false;
  #over = false;

  constructor(id: number, job: Job, surroundings: Surroundings, line: Line) {
    this.id = id;
    this.#job = job;
    this.#surroundings = surroundings;
    this.#line = line;
    this.#stopwatch = new Stopwatch(surroundings.timeoutMs, line.expired);
  }

  /** Gives what the child says, unchecked. */
  start(): Promise<unknown> {
    this.#stopwatch.go();
    try {
      this.#line.send({ kind: 'request', id: this.id, request: this.#job.request });
    } catch (error) {
      this.abort(error);
    }
    return this.#outcome.promise;
  }

  /** There is an outcome; what may follow are readings to store. */
  get isAnswered(): boolean {
    return this.#answered;
  }

  /** When the child is free, or gone. */
  get ended(): Promise<void> {
    return this.#ended.promise;
  }

  /** When all readings that it brought are stored. */
  async saved(): Promise<void> {
    await this.#ended.promise;
    await Promise.all(this.#saves);
  }

  receive(message: FromChild): void {
    switch (message.kind) {
      case 'question':
        void this.#answer(message.question, message.asked);
        break;
      case 'outcome':
        this.#answered = true;
        this.#outcome.resolve(message.outcome);
        break;
      case 'failure':
        this.#outcome.reject(failureOf(message));
        break;
      case 'facts':
        this.#saves.push(this.#save(message.facts));
        break;
      case 'done':
        this.#end();
    }
  }

  /** The child is gone. An outcome that is there already stays. */
  abort(reason: unknown): void {
    this.#outcome.reject(reason);
    this.#end();
  }

  #end(): void {
    if (this.#over) return;
    this.#over = true;
    this.#stopwatch.pause();
    this.#ended.resolve();
    this.#line.ended();
  }

  /** While it waits for an answer, the child's time stands still. Whatever keeps the answer away is why the request fails. */
  async #answer(question: number, asked: Question): Promise<void> {
    this.#stopwatch.pause();
    try {
      this.#questions += 1;
      if (this.#questions > MAX_QUESTIONS) throw new AnalysisFailure('The analysis asked for too much.');
      this.#line.send({ kind: 'answer', question, answer: await this.#find(asked) });
    } catch (error) {
      this.#outcome.reject(error);
      this.#line.send({ kind: 'refusal', question });
    }
    if (!this.#over) this.#stopwatch.go();
  }

  /** Only of what the request is about. */
  async #find(asked: Question): Promise<Answer> {
    const { trees, texts, request } = this.#job;
    switch (asked.about) {
      case 'tree': {
        const tree = trees.find(({ commit }) => commit === asked.commit);
        if (tree === undefined) throw new AnalysisFailure('The analysis asked for a commit of another change.');
        return { about: 'tree', tree: packTree(tree.entries) };
      }
      case 'texts': {
        const own = new Set(trees.flatMap(({ entries }) => entries.map(({ id }) => id)));
        return { about: 'texts', texts: await texts(asked.ids.filter((id) => own.has(id))) };
      }
      case 'facts': {
        const { repository } = request.parameters;
        return { about: 'facts', facts: await this.#surroundings.facts.load(repository, asked.contents) };
      }
    }
  }

  async #save(facts: readonly StoredFacts[]): Promise<void> {
    try {
      await this.#surroundings.facts.save(this.#job.request.parameters.repository, facts);
    } catch (error) {
      this.#surroundings.factsNotSaved(error);
    }
  }
}

function failureOf({ reason, frames }: Extract<FromChild, { readonly kind: 'failure' }>): AnalysisFailure {
  if (frames.length === 0) return new AnalysisFailure(reason);
  const cause = new Error(reason);
  cause.stack = [`${cause.name}: ${reason}`, ...frames.map((frame) => `    ${frame}`)].join('\n');
  return new AnalysisFailure(reason, { cause });
}
