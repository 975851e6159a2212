import type { ModelAnswer, ModelFailure } from './model.js';

/** An answer that nobody gave, and that cost nothing that we know of. `latency`: milliseconds that were waited for it. */
export function unanswered(failure: ModelFailure, latency = 0): ModelAnswer<never> {
  return {
    ok: false,
    failure,
    usage: { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0, cost: 0, latency },
  };
}
