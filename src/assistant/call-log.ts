import type { ModelAnswer, ModelFailure, Question, Usage } from './model.js';

/** What is remembered of the calls of a model: never what was asked or said. */
export interface CallLog {
  /** US dollars that count against the budget of an installation on this day (UTC), or of nobody's. */
  spentToday(installation: number | undefined): Promise<number>;
  record(call: Call): Promise<void>;
}

export interface Call {
  readonly installation: number | undefined;
  readonly purpose: Question<unknown>['purpose'];
  readonly model: string;
  readonly outcome: CallOutcome;
  readonly usage: Usage;
  /** US dollars that count against the budget: the cost, or what it may be at most where the price is not known. */
  readonly charge: number;
}

export type CallOutcome = 'answered' | ModelFailure;

export function outcomeOf(answer: ModelAnswer<unknown>): CallOutcome {
  return answer.ok ? 'answered' : answer.failure;
}

/** Whether a provider was asked for it. */
export function wasAsked(outcome: CallOutcome): boolean {
  return outcome !== 'over-budget' && outcome !== 'open-circuit';
}
