import { expect, test } from '@jest/globals';
import { GithubError } from '../../src/github/github-error.js';
import { ModelOutage } from '../../src/workflows/model-outage.js';
import { afterFailure } from '../../src/workflows/runtime/after-failure.js';

const unavailable = new GithubError('unavailable', 'GET /pulls/1: 502');

/** The pauses until work is given up. */
function pauses(error: unknown, random = 0): readonly number[] {
  const found: number[] = [];
  for (let attempts = 1; ; attempts++) {
    const after = afterFailure(error, attempts, random);
    if (!after.again) return found;
    found.push(after.seconds);
  }
}

test('an outage is waited for longer and longer, for more than an hour', () => {
  expect(pauses(unavailable)).toEqual([2, 8, 32, 128, 512, 1800, 1800]);
  expect(pauses(new GithubError('conflict', 'moved'))).toEqual([2, 8, 32, 128, 512, 1800, 1800]);
  expect(pauses(Object.assign(new Error('no'), { code: 'ECONNREFUSED' }))).toHaveLength(7);
});

test('what GitHub asks for is waited for', () => {
  const limited = new GithubError('rate-limited', 'GET /pulls/1: 403', { retryAfterSeconds: 60 });
  expect(pauses(limited)).toEqual([60, 60, 60, 128, 512, 1800, 1800]);
});

test('work that failed together does not come back together', () => {
  expect(pauses(unavailable, 0.5)).toEqual([2, 9, 36, 144, 576, 2025, 2025]);
});

test.each(['forbidden', 'not-found', 'rejected'] as const)('%s is not repeated', (kind) => {
  expect(pauses(new GithubError(kind, 'no'))).toEqual([]);
});

test('an error that nobody knows is repeated, and not for long', () => {
  expect(pauses(new TypeError('a bug'))).toEqual([2, 8]);
  expect(pauses('thrown')).toEqual([2, 8]);
});

test('a model that gives no answers is asked twice more, minutes later', () => {
  expect(pauses(new ModelOutage('overloaded'))).toEqual([120, 480]);
});
