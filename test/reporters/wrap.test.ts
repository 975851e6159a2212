import { describe, expect, test } from '@jest/globals';
import { wrap, wrapAfter } from '../../src/reporters/wrap.js';

describe('wrapping', () => {
  test('breaks at spaces', () => {
    expect(wrap('the pool is smaller than the threads', 14)).toEqual(['the pool is', 'smaller than', 'the threads']);
  });

  test('counts wide characters as two cells', () => {
    expect(wrap('本番 環境 x', 6)).toEqual(['本番', '環境 x']);
  });

  test('leaves a word whole that is longer than a line', () => {
    expect(wrap('see config/environments/production.rb now', 10)).toEqual([
      'see',
      'config/environments/production.rb',
      'now',
    ]);
  });

  test('indents the lines after the first under its text', () => {
    expect(wrapAfter('  ? ', 'one two three four five six', 24)).toEqual(['  ? one two three four', '    five six']);
  });
});
