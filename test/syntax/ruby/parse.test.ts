import { beforeAll, describe, expect, test } from '@jest/globals';
import { CallNode } from '@ruby/prism/src/nodes.js';
import { initRuby, parseRuby } from '../../../src/syntax/ruby/parse.js';
import { type RubyTree, walk } from '../../../src/syntax/ruby/tree.js';
import { Source } from '../../../src/syntax/source.js';

beforeAll(initRuby);

const parse = (text: string) => parseRuby(new Source('config/puma.rb', text));

function calls(tree: RubyTree): { name: string; text: string; line: number; column: number }[] {
  const found: { name: string; text: string; line: number; column: number }[] = [];
  if (tree.root !== undefined) {
    walk(tree.root, (node) => {
      if (!(node instanceof CallNode)) return true;
      const at = tree.location(node);
      found.push({ name: node.name, text: tree.text(node), line: at.startLine, column: at.startColumn });
      return true;
    });
  }
  return found;
}

test('a call has its text and its place', () => {
  expect(calls(parse('# web\n  workers 2\n'))).toEqual([{ name: 'workers', text: 'workers 2', line: 2, column: 3 }]);
});

test('places count UTF-16 code units, whatever stands before them', () => {
  expect(calls(parse('a = "é€😀"; workers 2'))).toEqual([{ name: 'workers', text: 'workers 2', line: 1, column: 13 }]);
});

test('comments keep their text and place', () => {
  const [comment] = parse('workers 2 # per pod — é\n').comments();
  expect(comment).toMatchObject({ text: '# per pod — é', at: { startLine: 1, startColumn: 11 } });
});

test('a syntax error is a problem at its place, and the rest is still there', () => {
  const tree = parse('workers 2\nthreads 5,,\n');
  expect(tree.problems[0]?.at).toMatchObject({ startLine: 2 });
  expect(calls(tree).map((call) => call.name)).toContain('workers');
});

test('a file of more than 1 MiB is not parsed', () => {
  const tree = parse('# x\n'.repeat(300_000));
  expect(tree.root).toBeUndefined();
  expect(tree.problems.map((problem) => problem.message)).toEqual(['larger than 1 MiB, not parsed']);
});

describe('nesting that the parser does not survive', () => {
  const hostile: Record<string, string> = {
    parentheses: `${'('.repeat(5000)}1${')'.repeat(5000)}`,
    arrays: `${'['.repeat(1000)}${']'.repeat(1000)}`,
    hashes: `${'{a: '.repeat(500)}1${'}'.repeat(500)}`,
    conditionals: `${'if a\n'.repeat(1000)}${'end\n'.repeat(1000)}`,
    'calls in calls': `${'aif '.repeat(1900)}1`,
    'many nots': `${'!'.repeat(1900)}1`,
    'many defined?': `${'defined? '.repeat(30_000)}1`,
    'openings that nothing closes': '$('.repeat(30_000),
    interpolation: `${'"#{'.repeat(500)}1${'}"'.repeat(500)}`,
    sums: `1${'+1'.repeat(50_000)}`,
    'a sum that is parsed but too deep to walk': `1${'+1'.repeat(1000)}`,
  };
  test.each(Object.entries(hostile))('%s: a problem, and the next file parses', (_name, text) => {
    const tree = parse(text);
    expect(tree.root).toBeUndefined();
    expect(tree.problems.map((problem) => problem.message)).toEqual(['nested too deeply, not parsed']);
    expect(calls(parse('if a\n workers 2\nend')).map((call) => call.name)).toEqual(['a', 'workers']);
  });

  test.each([90, 140, 150, 190, 1000])('%i openings after a dollar sign end, and the next file parses', (count) => {
    parse(`exec ${'$('.repeat(count)}x${')'.repeat(count)}`);
    expect(calls(parse('if a\n workers 2\nend')).map((call) => call.name)).toEqual(['a', 'workers']);
  });

  test('more nesting than the parser as it comes has room for gives the right tree', () => {
    const tree = parse(`${'if a\n'.repeat(183)}${'end\n'.repeat(183)}`);
    expect(tree.problems).toEqual([]);
    expect(calls(tree)).toHaveLength(183);
  });

  test('nesting as real code has it is parsed', () => {
    const tree = parse(`${'if a\n'.repeat(40)}${'end\n'.repeat(40)}`);
    expect(tree.problems).toEqual([]);
    expect(calls(tree)).toHaveLength(40);
  });
});
