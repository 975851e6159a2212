import { expect, test } from '@jest/globals';
import { closeName } from '../../../../src/model/assembly/derive/close-name.js';

test.each<[string, readonly string[], string | null]>([
  ['REDIS_URL', ['REDIS_URI', 'APP_HOST'], 'REDIS_URI'],
  ['REDIS_URL', ['REDIS_HOST'], null],
  ['REDIS_URL', ['CACHE_REDIS_URL'], 'CACHE_REDIS_URL'],
  ['app-config', ['shop-app-config'], 'shop-app-config'],
  ['KEY_A', ['KEY_B', 'KEY_C'], null],
  ['A', [], null],
  ['x'.repeat(5000), ['x'.repeat(4999)], null],
])('of %s among %j', (name, candidates, expected) => {
  expect(closeName(name, candidates)).toBe(expected);
});
