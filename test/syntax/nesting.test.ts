import { describe, expect, test } from '@jest/globals';
import { nestsDeeperThan } from '../../src/syntax/nesting.js';

describe('nestsDeeperThan', () => {
  test.each<[string, number]>([
    ['', 0],
    ['a: 1', 0],
    ['(a)(b)', 1],
    ['{[(', 3],
    ['f({ a: [1] })', 3],
    [')))]', 0],
  ])('%j nests %i deep', (text, depth) => {
    expect(nestsDeeperThan(depth, text)).toBe(false);
    if (depth > 0) expect(nestsDeeperThan(depth - 1, text)).toBe(true);
  });

  test('forgets brackets in text when what surrounds them closes', () => {
    expect(nestsDeeperThan(2, '[":(", "{"]\n'.repeat(1000))).toBe(true);
    expect(nestsDeeperThan(3, '[":(", "{"]\n'.repeat(1000))).toBe(false);
  });

  test('answers in linear time for brackets that never match', () => {
    const started = performance.now();
    expect(nestsDeeperThan(200, `${'('.repeat(200)}${']'.repeat(200_000)}`)).toBe(false);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
