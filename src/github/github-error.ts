/**
 * `forbidden`: a permission is missing. `not-found`: gone, or hidden from the App. `rejected`: GitHub says that the request is wrong (422).
 * `conflict`: something moved meanwhile. `rate-limited`: refused until `retryAfterSeconds` have passed. `unavailable`: 5xx, a timeout, a broken
 * connection: the request may have been carried out.
 */
export type GithubErrorKind = 'forbidden' | 'not-found' | 'rejected' | 'conflict' | 'rate-limited' | 'unavailable';

/** A request to GitHub that got no answer, or a refusal. The message names the request and never holds a token or a body. */
export class GithubError extends Error {
  readonly kind: GithubErrorKind;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    kind: GithubErrorKind,
    message: string,
    options: { readonly cause?: unknown; readonly retryAfterSeconds?: number } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'GithubError';
    this.kind = kind;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}
