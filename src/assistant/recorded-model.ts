import { type CallLog, outcomeOf, wasAsked } from './call-log.js';
import type { Model, ModelAnswer, Question, Usage } from './model.js';
import { mostCostOf } from './prices.js';

/** Writes each call into a log before its answer is used. What cannot be recorded throws. */
export class RecordedModel implements Model {
  readonly #model: Model;
  readonly #log: CallLog;

  constructor(model: Model, log: CallLog) {
    this.#model = model;
    this.#log = log;
  }

  get name(): string {
    return this.#model.name;
  }

  async ask<Shape>(question: Question<Shape>): Promise<ModelAnswer<Shape>> {
    const answer = await this.#model.ask(question);
    const outcome = outcomeOf(answer);
    if (wasAsked(outcome)) {
      const { installation, purpose } = question;
      const { usage } = answer;
      await this.#log.record({ installation, purpose, model: this.name, outcome, usage, charge: chargeOf(usage) });
    }
    return answer;
  }
}

function chargeOf({ cost, inputTokens, cachedInputTokens, outputTokens }: Usage): number {
  return cost ?? mostCostOf({ input: 0, cacheWrite: inputTokens, cacheRead: cachedInputTokens, output: outputTokens });
}
