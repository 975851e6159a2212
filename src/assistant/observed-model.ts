import { type CallOutcome, outcomeOf, wasAsked } from './call-log.js';
import type { Model, ModelAnswer, Question, Usage } from './model.js';

/** Is told of every question, those that nobody was asked included. */
export interface ModelObserver {
  modelAsked(purpose: Question<unknown>['purpose'], outcome: CallOutcome): void;
  /** Only where a provider was asked. */
  modelUsed(purpose: Question<unknown>['purpose'], usage: Usage): void;
}

/** Tells an observer what became of each question. */
export class ObservedModel implements Model {
  readonly #model: Model;
  readonly #observer: ModelObserver;

  constructor(model: Model, observer: ModelObserver) {
    this.#model = model;
    this.#observer = observer;
  }

  get name(): string {
    return this.#model.name;
  }

  async ask<Shape>(question: Question<Shape>): Promise<ModelAnswer<Shape>> {
    const answer = await this.#model.ask(question);
    const outcome = outcomeOf(answer);
    this.#observer.modelAsked(question.purpose, outcome);
    if (wasAsked(outcome)) this.#observer.modelUsed(question.purpose, answer.usage);
    return answer;
  }
}
