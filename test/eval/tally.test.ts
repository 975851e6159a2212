import { expect, test } from '@jest/globals';
import type { Attempt, TriedProposal } from '../../eval/attempt.js';
import { exitCodeOf, tally } from '../../eval/tally.js';

const GOOD = { solved: true, worse: [] };
const HARM = { solved: true, worse: ['readiness-missing of Service/web:80 to Deployment/web/rails is new.'] };
const call = { inputTokens: 100, cachedInputTokens: 50, outputTokens: 10, cost: 0.25, latency: 1000 };

function attempt(id: string, more: Partial<Attempt>): Attempt {
  return { id, explanation: 'The pool is 5.', proposals: [], calls: [call], ...more };
}

function proposal(more: Partial<TriedProposal>): TriedProposal {
  return { proposal: { title: 'Set the pool to 8.', edits: [] }, reasons: [], verdict: GOOD, ...more };
}

const rejected = proposal({ reasons: ['The finding is still there.'], verdict: { solved: false, worse: [] } });

test('attempts are counted by what became of them', () => {
  const attempts = [
    attempt('solved', { proposals: [proposal({})], posted: GOOD }),
    attempt('solved-at-last', { proposals: [rejected, proposal({})], posted: GOOD, calls: [call, call, call] }),
    attempt('dropped', {
      proposals: [proposal({ reasons: ['Too large.'], verdict: HARM }), rejected],
    }),
    attempt('too-strict', { proposals: [proposal({ reasons: ['Too large.'] }), rejected] }),
    attempt('silent', {}),
    attempt('unanswered', { failure: 'overloaded', calls: [] }),
  ];
  expect(tally(attempts)).toEqual({
    cases: 6,
    explained: 6,
    solved: 2,
    rejectedFirst: 3,
    rejectedSecond: 2,
    dropped: 2,
    silent: 1,
    unanswered: 1,
    harmful: 1,
    rejectedThoughHarmless: 1,
    postedWorse: 0,
    cost: 1.75,
    tokens: { input: 700, cachedInput: 350, output: 70 },
    latency: { median: 1000, worst: 3000 },
  });
});

test.each([
  ['harms', HARM],
  ['mends nothing', { solved: false, worse: [] }],
])('a patch that is shown and %s fails the evaluation', (_, posted) => {
  const sums = tally([attempt('posted', { proposals: [proposal({ verdict: posted })], posted })]);
  expect(sums).toMatchObject({ solved: 0, postedWorse: 1 });
  expect(exitCodeOf([sums])).toBe(1);
});

test('a harmful proposal that is rejected does not fail it', () => {
  const sums = tally([attempt('dropped', { proposals: [proposal({ reasons: ['Too large.'], verdict: HARM })] })]);
  expect(sums).toMatchObject({ harmful: 1, postedWorse: 0 });
  expect(exitCodeOf([sums])).toBe(0);
});

test('where one price is not known, the sum is not', () => {
  expect(tally([attempt('free', { calls: [call, { ...call, cost: undefined }] })]).cost).toBeUndefined();
});
