import { describe, expect, test } from '@jest/globals';
import { codeBlock, codeSpan, escapeMarkdown } from '../../../src/reporters/markdown/escape.js';

const BREAK = '\u200b';

describe('text of a repository in Markdown', () => {
  test.each([
    ['emphasis and code', '*a* _b_ `c` ~d~', '\\*a\\* \\_b\\_ \\`c\\` \\~d\\~'],
    ['HTML', '<img src=x onerror=y>', '&lt;img src=x onerror=y&gt;'],
    ['an entity', '&lt;b&gt;', '&amp;lt;b&amp;gt;'],
    ['a comment that forges a marker', '<!-- plumbline -->', '&lt;\\!-- plumbline --&gt;'],
    ['a mention', 'cc @octocat', `cc @${BREAK}octocat`],
    ['a reference', 'fixes #12 and GH-12', `fixes #${BREAK}12 and GH${BREAK}-12`],
    ['a link', '[x](javascript:y)', '\\[x\\]\\(javascript:y\\)'],
    ['an image', '![x](y)', '\\!\\[x\\]\\(y\\)'],
    ['an address', 'https://evil.example www.evil.example', `https:${BREAK}//evil.example www${BREAK}.evil.example`],
    ['a table cell', 'a | b', 'a \\| b'],
    ['a heading', '# a', `${BREAK}# a`],
    ['a list', '- a', `${BREAK}- a`],
    ['a numbered list', '1. a', `${BREAK}1. a`],
    ['a new paragraph', 'a\n\n# b', 'a  # b'],
    ['mathematics', '$a$', '\\$a\\$'],
  ])('%s is only text', (_, text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });

  test('is not escaped where nothing needs it', () => {
    expect(escapeMarkdown('Puma runs 16 threads; set the pool to 16.')).toBe(
      'Puma runs 16 threads; set the pool to 16.',
    );
  });
});

describe('code in Markdown', () => {
  test('cannot leave its span', () => expect(codeSpan('a`b``c')).toBe('```a`b``c```'));
  test('may begin and end with a backtick', () => expect(codeSpan('`a`')).toBe('`` `a` ``'));
  test('is on one line', () => expect(codeSpan('a\n\nb')).toBe('`a  b`'));
  test('cannot leave its block', () =>
    expect(codeBlock('text', ['```', '# b'])).toEqual(['````text', '```', '# b', '````']));
});
