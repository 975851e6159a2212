import { describe, expect, test } from '@jest/globals';
import { printable } from '../../src/reporters/printable.js';

describe('text of a repository on a terminal', () => {
  test('escape sequences are shown, not sent', () => {
    expect(printable('\u001b[31mred\u001b]0;title\u0007')).toBe('␛[31mred␛]0;title␇');
  });

  test('C1 controls, which some terminals obey like escape sequences, are replaced', () => {
    expect(printable('a\u009b31mb')).toBe('a�31mb');
  });

  test('bidirectional and zero-width characters, which make text read as another, are replaced', () => {
    expect(printable('pool\u202e5\u200b')).toBe('pool�5�');
  });

  test('line breaks and tabs become spaces', () => {
    expect(printable('a\r\n\tb')).toBe('a   b');
  });

  test('lone surrogates are replaced', () => {
    expect(printable('a\ud83db')).toBe('a�b');
  });

  test('letters of any script and emoji stay', () => {
    expect(printable('プール größe 👍')).toBe('プール größe 👍');
  });
});
