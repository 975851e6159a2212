import { expect, test } from '@jest/globals';
import { closestWord } from '../../src/syntax/closest-word.js';

const KEYS = ['database', 'redis', 'min_replicas', 'max_replicas'];

test.each([
  ['databse', 'database'],
  ['dtaabase', 'database'],
  ['Data-Base', 'database'],
  ['min_replica', 'min_replicas'],
  ['MAX REPLICAS', 'max_replicas'],
  ['rediss', 'redis'],
])('takes %s for %s', (word, meant) => {
  expect(closestWord(word, KEYS)).toBe(meant);
});

test.each([
  ['a word that is near to none', 'kafka'],
  ['a word between two', 'm_replicas'],
  ['no word', ''],
  ['a word without end', 'd'.repeat(1_000_000)],
])('does not guess at %s', (_, word) => {
  expect(closestWord(word, KEYS)).toBeUndefined();
});
