import Bottleneck from 'bottleneck';
import type { Model, ModelAnswer, Question } from './model.js';

/** Asks some questions at a time; the others wait their turn. */
export class LimitedModel implements Model {
  readonly #model: Model;
  readonly #turns: Bottleneck;

  constructor(model: Model, concurrency: number) {
    this.#model = model;
    this.#turns = new Bottleneck({ maxConcurrent: concurrency });
  }

  get name(): string {
    return this.#model.name;
  }

  ask<Shape>(question: Question<Shape>): Promise<ModelAnswer<Shape>> {
    return this.#turns.schedule(() => this.#model.ask(question));
  }
}
