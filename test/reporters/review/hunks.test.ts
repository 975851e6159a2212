import { describe, expect, test } from '@jest/globals';
import { hunksOf, isCommentable } from '../../../src/reporters/review/hunks.js';

describe('the lines of a patch that comments may stand on', () => {
  test.each([
    ['one hunk', '@@ -3,3 +3,4 @@ data:\n a\n-b\n+c\n+d\n e', [[3, 6]]],
    [
      'two hunks',
      '@@ -1,2 +1,2 @@\n a\n-b\n+c\n@@ -40,1 +40,2 @@\n x\n+y',
      [
        [1, 2],
        [40, 41],
      ],
    ],
    ['a new file', '@@ -0,0 +1,2 @@\n+a\n+b', [[1, 2]]],
    ['a new file of one line', '@@ -0,0 +1 @@\n+a\n\\ No newline at end of file', [[1, 1]]],
    ['a file that was emptied', '@@ -1,2 +0,0 @@\n-a\n-b', []],
    ['lines that were taken out and nothing around them', '@@ -4,2 +3,0 @@\n-a\n-b', []],
    [
      'no line break at the end, before and after',
      '@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file',
      [[1, 1]],
    ],
    ['a line that looks like a header', '@@ -1 +1,2 @@\n a\n+@@ -9 +90,9 @@', [[1, 2]]],
    ['Windows line breaks', '@@ -1,2 +1,2 @@\r\n a\r\n-b\r\n+c\r', [[1, 2]]],
    ['a rename without a change', '', []],
  ])('%s', (_, patch, lines) => {
    expect(hunksOf(patch).map(({ first, last }) => [first, last])).toEqual(lines);
  });

  test('are within one hunk', () => {
    const files = [{ path: 'a.yml', patch: '@@ -1,2 +1,2 @@\n a\n-b\n+c\n@@ -3,1 +3,2 @@\n x\n+y' }];
    expect(isCommentable(files, 'a.yml', { first: 3, last: 4 })).toBe(true);
    expect(isCommentable(files, 'a.yml', { first: 2, last: 3 })).toBe(false);
    expect(isCommentable(files, 'a.yml', { first: 5, last: 5 })).toBe(false);
  });

  test('are none in a file without a patch or that was not changed', () => {
    expect(isCommentable([{ path: 'a.yml' }], 'a.yml', { first: 1, last: 1 })).toBe(false);
    expect(isCommentable([], 'a.yml', { first: 1, last: 1 })).toBe(false);
  });
});
