import type { Model, ModelAnswer, ModelFailure, Question } from './model.js';
import { unanswered } from './unanswered.js';

/** That the provider does not work for us, rather than with one question. */
const OUTAGES: ReadonlySet<ModelFailure> = new Set([
  'timed-out',
  'rate-limited',
  'overloaded',
  'unreachable',
  'rejected',
]);

/** Failures in a row after which nobody is asked. */
const PATIENCE = 5;
const PAUSE_MS = 60_000;

/**
 * Leaves a provider alone that does not work: after some failures in a row nobody is asked for a while; then one question shows whether
 * it works again, while the others still wait.
 */
export class BreakingModel implements Model {
  readonly #model: Model;
  readonly #now: () => number;
  #failures = 0;
  #askAgainAt = 0;

  /** `now`: milliseconds since any moment. */
  constructor(model: Model, now: () => number = () => performance.now()) {
    this.#model = model;
    this.#now = now;
  }

  get name(): string {
    return this.#model.name;
  }

  async ask<Shape>(question: Question<Shape>): Promise<ModelAnswer<Shape>> {
    if (this.#failures >= PATIENCE) {
      if (this.#now() < this.#askAgainAt) return unanswered('open-circuit');
      this.#askAgainAt = this.#now() + PAUSE_MS;
    }
    const answer = await this.#model.ask(question);
    if (answer.ok || !OUTAGES.has(answer.failure)) {
      this.#failures = 0;
    } else {
      this.#failures += 1;
      this.#askAgainAt = this.#now() + PAUSE_MS;
    }
    return answer;
  }
}
