import { expect, test } from '@jest/globals';
import { costOf, mostCostOf } from '../../src/assistant/prices.js';

const MILLION = { input: 0, cacheWrite: 0, cacheRead: 0, output: 0 };

test.each([
  ['claude-opus-5-5', 4, 5, 0.2, 20],
  ['claude-sonnet-5-5', 2, 2.5, 0.1, 10],
  ['claude-haiku-4-5-20251001', 1, 1.25, 0.1, 5],
  ['anthropic.claude-opus-5-5', 4.4, 5.5, 0.22, 22],
])(
  'a million tokens of %s cost $%d read, $%d kept, $%d read again, $%d written',
  (model, input, cacheWrite, cacheRead, output) => {
    const each = { input, cacheWrite, cacheRead, output };
    for (const [kind, price] of Object.entries(each)) {
      expect(costOf(model, { ...MILLION, [kind]: 1_000_000 })).toBeCloseTo(price, 9);
    }
  },
);

test.each(['claude-fable-5-2', 'claude-of-tomorrow', 'opus', ''])('nobody knows the price of %p', (model) => {
  expect(costOf(model, MILLION)).toBeUndefined();
});

test('nobody knows the price of a prompt that is longer than the price is for', () => {
  expect(costOf('claude-haiku-5-5', { ...MILLION, input: 60_000, cacheRead: 40_000 })).toBeCloseTo(0.0064, 9);
  expect(costOf('claude-haiku-5-5', { ...MILLION, input: 60_000, cacheRead: 40_001 })).toBeUndefined();
});

test('what a call may cost at most is what it costs with the dearest model, on Amazon Bedrock', () => {
  const tokens = { input: 1000, cacheWrite: 2000, cacheRead: 3000, output: 4000 };
  expect(mostCostOf(tokens)).toBe(costOf('anthropic.claude-fable-5', tokens));
});
