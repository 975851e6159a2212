/** What the double does with one request that is right: the wire as a client sees it. */
export type Play =
  /** A message that ended for this reason with this text. */
  | { readonly kind: 'message'; readonly stopReason: StopReason; readonly text: string }
  | { readonly kind: 'error'; readonly status: ErrorStatus; readonly headers?: Readonly<Record<string, string>> }
  /** The connection ends before there is a status. */
  | { readonly kind: 'dropped' }
  /** Status and headers come, and half of the body; then nothing. */
  | { readonly kind: 'stalled' }
  | { readonly kind: 'delayed'; readonly milliseconds: number; readonly then: Play }
  | { readonly kind: 'held'; readonly until: Promise<void>; readonly then: Play };

export type StopReason = 'end_turn' | 'max_tokens' | 'refusal' | 'model_context_window_exceeded';
export type ErrorStatus = 400 | 401 | 402 | 403 | 404 | 413 | 429 | 500 | 504 | 529;

/** The value as the structured output that was asked for, whether it has that shape or not. */
export function answering(value: unknown): Play {
  return saying(JSON.stringify(value));
}

/** Any text as output: what is no JSON, or JSON in a fence. */
export function saying(text: string): Play {
  return { kind: 'message', stopReason: 'end_turn', text };
}

/** The model declines. What it said before it did may even have the shape. */
export function refusing(text = ''): Play {
  return { kind: 'message', stopReason: 'refusal', text };
}

/** `max_tokens` were not enough. What is there may happen to be whole. */
export function cutOff(text = '{"paragraph": "The web proc'): Play {
  return { kind: 'message', stopReason: 'max_tokens', text };
}

/** Status 429. Without seconds nobody says when to come back: a spend limit does so. */
export function rateLimiting(retryAfterSeconds?: number): Play {
  return failing(429, retryAfterSeconds);
}

/** A client that tries again does so after these seconds, which may be a fraction, or after a pause of its own. */
export function failing(status: ErrorStatus, retryAfterSeconds?: number): Play {
  if (retryAfterSeconds === undefined) return { kind: 'error', status };
  return { kind: 'error', status, headers: { 'retry-after': String(retryAfterSeconds) } };
}

export function dropping(): Play {
  return { kind: 'dropped' };
}

export function stalling(): Play {
  return { kind: 'stalled' };
}

export function slowly(milliseconds: number, then: Play): Play {
  return { kind: 'delayed', milliseconds, then };
}

/** Not before a test allows it. */
export function held(until: Promise<void>, then: Play): Play {
  return { kind: 'held', until, then };
}
