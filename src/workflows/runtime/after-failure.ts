import { isOutage } from '../../database/outage.js';
import { GithubError } from '../../github/github-error.js';
import { ModelOutage } from '../model-outage.js';

/** What becomes of work whose attempt failed. Whole seconds: the queue knows no others. */
export type AfterFailure = { readonly again: true; readonly seconds: number } | { readonly again: false };

/** Attempts that an outage is worth: the pauses between them are more than an hour together. */
const MAX_ATTEMPTS = 8;
/** Attempts that a model's outage is worth: the next push asks it again anyway. */
const MAX_ATTEMPTS_AT_MODEL = 3;
/** Attempts that an error is worth of which nobody knows whether it passes. */
const MAX_ATTEMPTS_AT_UNKNOWN = 3;
const FIRST_PAUSE_SECONDS = 2;
/** Nobody waits for a model. */
const FIRST_PAUSE_AT_MODEL_SECONDS = 120;
const LONGEST_PAUSE_SECONDS = 1800;

/** Whether work is tried again, and when. `attempts` counts those that failed, `random` is from 0 to 1. */
export function afterFailure(error: unknown, attempts: number, random: number = Math.random()): AfterFailure {
  if (attempts >= attemptsWorth(error)) return { again: false };
  const first = error instanceof ModelOutage ? FIRST_PAUSE_AT_MODEL_SECONDS : FIRST_PAUSE_SECONDS;
  const growing = Math.min(first * 4 ** (attempts - 1), LONGEST_PAUSE_SECONDS);
  const asked = error instanceof GithubError ? (error.retryAfterSeconds ?? 0) : 0;
  // Work that failed together must not come back together.
  return { again: true, seconds: Math.round(Math.max(growing, asked) * (1 + random / 4)) };
}

/** Whether an attempt may be made at all: one that ends its process leaves no error. */
export function mayBegin(attempts: number): boolean {
  return attempts <= MAX_ATTEMPTS;
}

function attemptsWorth(error: unknown): number {
  if (error instanceof ModelOutage) return MAX_ATTEMPTS_AT_MODEL;
  if (!(error instanceof GithubError)) return isOutage(error) ? MAX_ATTEMPTS : MAX_ATTEMPTS_AT_UNKNOWN;
  switch (error.kind) {
    case 'rate-limited':
    case 'unavailable':
    case 'conflict':
      return MAX_ATTEMPTS;
    case 'forbidden':
    case 'not-found':
    case 'rejected':
      return 1;
  }
}
