import { describe, expect, test } from '@jest/globals';
import { parseBytes, parseMillicores, parseQuantity, suggestQuantity } from '../../src/syntax/quantity.js';

describe('memory', () => {
  test.each([
    ['128974848', 128_974_848],
    ['123Mi', 128_974_848],
    ['129e6', 129_000_000],
    ['129M', 129_000_000],
    ['1.5Gi', 1_610_612_736],
    ['.5Gi', 536_870_912],
    ['2.', 2],
    ['+2k', 2_000],
    ['1Ki', 1_024],
    ['12E6', 12_000_000],
    ['1E', 1e18],
    ['512m', 0.512],
    ['0', 0],
    ['-1', -1],
  ])('%s is %d bytes', (text, bytes) => {
    expect(parseBytes(text)).toBe(bytes);
  });

  test.each(['', '1K', '1KB', '1GiB', '2gb', '1 Gi', 'Gi', '.', '1e', '1e1234', '1.2.3', '0x10', '9'.repeat(41)])(
    '%j is refused',
    (text) => {
      expect(parseBytes(text)).toBeUndefined();
      expect(parseMillicores(text)).toBeUndefined();
    },
  );

  test('what is too large is capped, not refused', () => {
    expect(parseQuantity('1e999')).toBe((2n ** 63n - 1n) * 1_000_000_000n);
  });
});

describe('CPU', () => {
  test.each([
    ['250m', 250],
    ['1', 1_000],
    ['0.1', 100],
    ['1.5', 1_500],
    ['0.1m', 1],
    ['1u', 1],
    ['100n', 1],
    ['2k', 2_000_000],
  ])('%s is %d millicores', (text, millicores) => {
    expect(parseMillicores(text)).toBe(millicores);
  });
});

test.each([
  ['1GiB', '1Gi'],
  ['2gb', '2G'],
  ['1K', '1k'],
  ['512 MB', '512M'],
  ['1.5gi', '1.5Gi'],
  ['lots', undefined],
  ['5 apples', undefined],
])('for %j it suggests %j', (text, suggestion) => {
  expect(suggestQuantity(text)).toBe(suggestion);
});
