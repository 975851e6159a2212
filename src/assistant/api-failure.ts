import { APIConnectionTimeoutError, APIError, APIUserAbortError } from '@anthropic-ai/sdk';
import type { ModelFailure } from './model.js';

/** Why the SDK has no message for us. */
export function failureOf(error: unknown): ModelFailure {
  if (error instanceof APIConnectionTimeoutError || error instanceof APIUserAbortError) return 'timed-out';
  if (error instanceof APIError && error.status !== undefined) return failureOfStatus(error.status);
  // The connection, before the answer or in its midst; credentials of AWS that cannot be had; what answers is not the API.
  return 'unreachable';
}

/** https://platform.claude.com/docs/en/api/errors */
function failureOfStatus(status: number): ModelFailure {
  switch (status) {
    case 408:
    case 504:
      return 'timed-out';
    case 429:
      return 'rate-limited';
    case 409:
      return 'overloaded';
    default:
      return status >= 500 ? 'overloaded' : 'rejected';
  }
}
