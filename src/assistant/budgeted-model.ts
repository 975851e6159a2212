import type { CallLog } from './call-log.js';
import type { Model, ModelAnswer, Question } from './model.js';
import { type BilledTokens, costOf, mostCostOf } from './prices.js';
import { unanswered } from './unanswered.js';

/** No tokeniser makes more of English, YAML and Ruby: it finds about 3 to 4 bytes in a token. */
const LEAST_BYTES_PER_TOKEN = 2;

/**
 * Asks only what an installation can still afford on this day, at its most expensive and with what is being asked now: a budget is
 * never exceeded by the calls of one process. Replicas do not know of each other's calls until they are recorded.
 */
export class BudgetedModel implements Model {
  readonly #model: Model;
  readonly #log: CallLog;
  readonly #budget: number;
  /** US dollars that calls which are not recorded yet may cost, by installation. */
  readonly #reserved = new Map<number | undefined, number>();

  /** `model` records into `log`; `budget`: US dollars for each installation and day (UTC). */
  constructor(model: Model, log: CallLog, budget: number) {
    this.#model = model;
    this.#log = log;
    this.#budget = budget;
  }

  get name(): string {
    return this.#model.name;
  }

  async ask<Shape>(question: Question<Shape>): Promise<ModelAnswer<Shape>> {
    const { installation } = question;
    const most = this.#mostCostOf(question);
    const reserved = this.#reserve(installation, most);
    try {
      const spent = await this.#log.spentToday(installation);
      if (spent + reserved > this.#budget) return unanswered('over-budget');
      return await this.#model.ask(question);
    } finally {
      this.#reserve(installation, -most);
    }
  }

  /** What is reserved then. */
  #reserve(installation: number | undefined, amount: number): number {
    const reserved = (this.#reserved.get(installation) ?? 0) + amount;
    // What is left of sums of fractions is no reservation.
    if (reserved < 1e-9) this.#reserved.delete(installation);
    else this.#reserved.set(installation, reserved);
    return reserved;
  }

  #mostCostOf({ instructions, turns, maxTokens }: Question<unknown>): number {
    const bytes = [instructions, ...turns.map(({ text }) => text)].reduce(
      (sum, text) => sum + Buffer.byteLength(text),
      0,
    );
    const prompt = Math.ceil(bytes / LEAST_BYTES_PER_TOKEN);
    const tokens: BilledTokens = { input: 0, cacheWrite: prompt, cacheRead: 0, output: maxTokens };
    return costOf(this.name, tokens) ?? mostCostOf(tokens);
  }
}
