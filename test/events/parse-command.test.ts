import { describe, expect, test } from '@jest/globals';
import { parseCommand } from '../../src/github/parse-command.js';

describe('a command', () => {
  test.each([
    ['/plumbline recheck', { name: 'recheck' }],
    ['/plumbline help', { name: 'help' }],
    ['/plumbline', { name: 'help' }],
    ['/Plumbline Recheck', { name: 'recheck' }],
    ['\n\n/plumbline recheck  \r\nthank you', { name: 'recheck' }],
    ['/plumbline fix', { name: 'fix', findings: 'all' }],
    ['/plumbline fix all', { name: 'fix', findings: 'all' }],
    ['/plumbline fix 2', { name: 'fix', findings: [2] }],
    ['/plumbline fix 2, #3 2', { name: 'fix', findings: [2, 3] }],
    ['/plumbline explain 4', { name: 'explain', finding: 4 }],
    ['/plumbline\tignore 2 shared on purpose', { name: 'ignore', finding: 2, reason: 'shared on purpose' }],
    ['/plumbline ignore #2 @dana said <b>so</b>', { name: 'ignore', finding: 2, reason: '@dana said <b>so</b>' }],
  ])('%j is understood', (comment, command) => {
    expect(parseCommand(comment)).toEqual(command);
  });

  test.each([
    'Please do /plumbline recheck',
    '> /plumbline recheck',
    '    /plumbline recheck',
    ' /plumbline recheck',
    '`/plumbline recheck`',
    '```\n/plumbline recheck\n```',
    'Looks good.\n/plumbline fix all',
    '<!-- -->\n/plumbline fix all',
    '- /plumbline fix all',
    '/plumblines recheck',
    '/plumbline-recheck',
    '/plumbline/recheck',
    '\u200b/plumbline recheck',
    '',
    '   \n ',
  ])('%j is none', (comment) => {
    expect(parseCommand(comment)).toBeUndefined();
  });

  test.each([
    ['/plumbline merge', 'There is no such command.'],
    ['/plumbline recheck now', '`/plumbline recheck` takes nothing after it.'],
    ['/plumbline fix the pool', 'After `fix` come numbers of findings, or `all`: `/plumbline fix 1 2`.'],
    ['/plumbline fix 0', 'After `fix` come numbers of findings, or `all`: `/plumbline fix 1 2`.'],
    ['/plumbline fix 1 all', 'After `fix` come numbers of findings, or `all`: `/plumbline fix 1 2`.'],
    ['/plumbline explain', 'After `explain` comes the number of one finding: `/plumbline explain 1`.'],
    ['/plumbline explain 1 2', 'After `explain` comes the number of one finding: `/plumbline explain 1`.'],
    ['/plumbline explain 99999', 'After `explain` comes the number of one finding: `/plumbline explain 1`.'],
    [
      '/plumbline ignore 2',
      'After `ignore` come the number of one finding and the reason: `/plumbline ignore 1 the pool is shared on purpose`.',
    ],
    [
      '/plumbline ignore 2 \u202e\u200b',
      'After `ignore` come the number of one finding and the reason: `/plumbline ignore 1 the pool is shared on purpose`.',
    ],
    [`/plumbline ignore 2 ${'é'.repeat(301)}`, 'A reason has at most 300 characters; this one has 301.'],
    [
      `/plumbline fix ${Array.from({ length: 101 }, (_, index) => index + 1).join(' ')}`,
      'At most 100 findings are fixed at once; `/plumbline fix all` fixes all of them.',
    ],
  ])('%j is misunderstood, and told how it is right', (comment, problem) => {
    expect(parseCommand(comment)).toEqual({ name: 'misunderstood', problem });
  });

  test('keeps a reason of 300 characters, and none that shows nothing', () => {
    expect(parseCommand(`/plumbline ignore 2 ${'é'.repeat(300)}`)).toMatchObject({ reason: 'é'.repeat(300) });
    expect(parseCommand('/plumbline ignore 2 a\u0000b\u202e \u200b c\u2028d')).toMatchObject({ reason: 'a b c d' });
  });

  test('with a very long first line is read in no time', () => {
    expect(parseCommand(`/plumbline ${' '.repeat(500_000)}x`)).toEqual({
      name: 'misunderstood',
      problem: 'There is no such command.',
    });
  });
});
