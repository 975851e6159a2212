import type { Usage } from '../src/assistant/model.js';
import type { Attempt } from './attempt.js';

/** What one model did with all cases. */
export interface Tally {
  readonly cases: number;
  readonly explained: number;
  /** A patch is shown, and it mends the finding without any harm. */
  readonly solved: number;
  /** Cases whose first proposal, or second, did not hold. */
  readonly rejectedFirst: number;
  readonly rejectedSecond: number;
  /** Cases where something was proposed and nothing is shown. */
  readonly dropped: number;
  /** Cases where nothing was proposed. */
  readonly silent: number;
  /** Cases that the model did not answer. */
  readonly unanswered: number;
  /** Proposals that would have done harm. */
  readonly harmful: number;
  /** Proposals that were rejected, and that a full check finds nothing wrong with: code knows more, or is too strict. */
  readonly rejectedThoughHarmless: number;
  /** Patches that are shown and do harm, or do not mend the finding. Must be 0. */
  readonly postedWorse: number;
  /** US dollars; undefined when the price of the model is not known. */
  readonly cost: number | undefined;
  readonly tokens: { readonly input: number; readonly cachedInput: number; readonly output: number };
  /** Milliseconds for a case. */
  readonly latency: { readonly median: number; readonly worst: number };
}

export function tally(attempts: readonly Attempt[]): Tally {
  const proposals = attempts.flatMap((each) => each.proposals);
  const calls = attempts.flatMap((each) => each.calls);
  const latencies = attempts.map(latencyOf).sort((one, other) => one - other);
  return {
    cases: attempts.length,
    explained: count(attempts, ({ explanation }) => explanation !== undefined),
    solved: count(attempts, ({ posted }) => posted !== undefined && isGood(posted)),
    rejectedFirst: count(attempts, (each) => isRejected(each, 0)),
    rejectedSecond: count(attempts, (each) => isRejected(each, 1)),
    dropped: count(attempts, (each) => each.proposals.length > 0 && each.posted === undefined),
    silent: count(attempts, (each) => each.proposals.length === 0 && each.failure === undefined),
    unanswered: count(attempts, ({ failure }) => failure !== undefined),
    harmful: count(proposals, ({ verdict }) => verdict.worse.length > 0),
    rejectedThoughHarmless: count(proposals, ({ reasons, verdict }) => reasons.length > 0 && isGood(verdict)),
    postedWorse: count(attempts, ({ posted }) => posted !== undefined && !isGood(posted)),
    cost: costOf(calls),
    tokens: {
      input: sum(calls, ({ inputTokens }) => inputTokens),
      cachedInput: sum(calls, ({ cachedInputTokens }) => cachedInputTokens),
      output: sum(calls, ({ outputTokens }) => outputTokens),
    },
    latency: { median: latencies[Math.floor(latencies.length / 2)] ?? 0, worst: latencies.at(-1) ?? 0 },
  };
}

/** Of the command. */
export function exitCodeOf(models: readonly Pick<Tally, 'postedWorse'>[]): 0 | 1 {
  return models.some(({ postedWorse }) => postedWorse > 0) ? 1 : 0;
}

/** Of the calls of one case. */
export function latencyOf({ calls }: Attempt): number {
  return sum(calls, ({ latency }) => latency);
}

export function costOf(calls: readonly Usage[]): number | undefined {
  return calls.some(({ cost }) => cost === undefined) ? undefined : sum(calls, ({ cost }) => cost ?? 0);
}

export function isGood({ solved, worse }: { readonly solved: boolean; readonly worse: readonly string[] }): boolean {
  return solved && worse.length === 0;
}

function isRejected({ proposals }: Attempt, index: number): boolean {
  return (proposals[index]?.reasons.length ?? 0) > 0;
}

function count<Each>(all: readonly Each[], is: (each: Each) => boolean): number {
  return all.filter(is).length;
}

function sum<Each>(all: readonly Each[], of: (each: Each) => number): number {
  return all.reduce((total, each) => total + of(each), 0);
}
