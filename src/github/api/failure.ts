import { z } from 'zod';
import { GithubError, type GithubErrorKind } from '../github-error.js';

/** GitHub's advice for a refusal that does not say how long it lasts. */
const DEFAULT_WAIT_SECONDS = 60;

/** Octokit's error. It has no response when none came. */
const RequestFailure = z.object({ status: z.number(), response: z.optional(z.unknown()) });

const Refusal = z.object({
  headers: z.record(z.string(), z.unknown()),
  data: z.unknown(),
});
type Refusal = z.output<typeof Refusal>;

const Explanation = z.object({ message: z.string() });

/**
 * What kind of failure an error of Octokit is. Its own message and cause are left behind: they hold GitHub's answer and the request. An error
 * that is not about the request is thrown again.
 */
export function failureOf(request: string, error: unknown): GithubError {
  if (error instanceof GithubError) return error;
  const failure = RequestFailure.safeParse(error);
  if (!failure.success) throw error;
  const refusal = Refusal.safeParse(failure.data.response);
  if (!refusal.success) return new GithubError('unavailable', `${request}: no answer`);
  return refused(request, failure.data.status, refusal.data);
}

/** The status of the answer that an error of Octokit is about, if one came. */
export function answeredStatus(error: unknown): number | undefined {
  const { data } = RequestFailure.safeParse(error);
  return data?.response === undefined ? undefined : data.status;
}

function refused(request: string, status: number, refusal: Refusal): GithubError {
  const retryAfterSeconds = limitOf(status, refusal);
  if (retryAfterSeconds !== undefined) return rateLimited(request, retryAfterSeconds);
  return new GithubError(kindOf(status), `${request}: ${status}${neededPermission(status, refusal)}`);
}

/** GitHub refuses whatever is asked for so long. */
export function rateLimited(request: string, retryAfterSeconds: number): GithubError {
  return new GithubError('rate-limited', `${request}: refused for ${retryAfterSeconds} s`, { retryAfterSeconds });
}

function kindOf(status: number): GithubErrorKind {
  switch (status) {
    case 401:
    case 403:
    case 451:
      return 'forbidden';
    case 404:
    case 410:
      return 'not-found';
    case 409:
      return 'conflict';
    case 408:
      return 'unavailable';
    default:
      return status >= 500 ? 'unavailable' : 'rejected';
  }
}

function limitOf(status: number, { headers, data }: Refusal): number | undefined {
  if (status !== 403 && status !== 429) return undefined;
  const told = secondsOf(headers['retry-after']);
  if (told !== undefined) return told;
  if (headers['x-ratelimit-remaining'] === '0') return secondsUntilReset(headers);
  const explanation = Explanation.safeParse(data);
  const secondary = explanation.success && /secondary rate limit|abuse detection/i.test(explanation.data.message);
  return status === 429 || secondary ? DEFAULT_WAIT_SECONDS : undefined;
}

/** How long the hourly limit still refuses, by GitHub's own clock. */
export function secondsUntilReset(headers: Readonly<Record<string, unknown>>): number {
  const reset = secondsOf(headers['x-ratelimit-reset']);
  if (reset === undefined) return DEFAULT_WAIT_SECONDS;
  const told = typeof headers.date === 'string' ? Date.parse(headers.date) : Number.NaN;
  const now = Number.isNaN(told) ? Date.now() : told;
  return Math.max(1, Math.ceil(reset - now / 1_000));
}

function secondsOf(header: unknown): number | undefined {
  const text = typeof header === 'number' ? String(header) : header;
  return typeof text === 'string' && /^\d+$/.test(text) ? Number(text) : undefined;
}

/** GitHub names in a header what a call would have needed. */
function neededPermission(status: number, { headers }: Refusal): string {
  const needed = headers['x-accepted-github-permissions'];
  const tells = status === 403 && typeof needed === 'string' && /^[\w=,; ]{1,200}$/.test(needed);
  return tells ? ` (needs ${needed})` : '';
}
