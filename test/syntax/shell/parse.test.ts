import { describe, expect, test } from '@jest/globals';
import { parseShell } from '../../../src/syntax/shell/parse.js';

function kindsOf(text: string): readonly string[] {
  const tree = parseShell(text);
  return tree.kind === 'sequence' ? tree.nodes.map(({ kind }) => kind) : [tree.kind];
}

describe('the statements of', () => {
  test.each([
    ['a; b && c | d\n', ['simple', 'and-or']],
    ['a & b', ['background', 'simple']],
    ['! a | b', ['pipeline']],
    ['if a; then b; elif c; then d; else e; fi > log', ['if']],
    ['while a; do b; done; until a; do b; done', ['loop', 'loop']],
    ['for x in 1 2; do a; done', ['loop']],
    ['case $1 in web|worker) a ;; *) b ;; esac', ['case']],
    ['f() { a; }\nfunction g { b; }', ['function', 'function']],
    ['(a; b) { c; }', ['subshell', 'opaque']],
    ['cat <<EOF | sort\nif then\nEOF\na', ['pipeline', 'simple']],
    ['[[ -n $A && a < b ]]', ['simple']],
    ['((i++)); a', ['opaque', 'simple']],
  ])('%s', (text, kinds) => {
    expect(kindsOf(text)).toEqual(kinds);
  });

  test.each([
    ['a; if b; then c', ['simple', 'opaque']],
    ['a; ) b', ['simple', 'opaque']],
    ['a; [[ b', ['simple', 'opaque']],
  ])('%j are opaque from where they are not understood', (text, kinds) => {
    expect(kindsOf(text)).toEqual(kinds);
  });
});

test.each(['f() ', 'function f ', '( ', '{ ', 'if ', 'while ', 'case a in b) ', '"$(', `\${a:-`, '`', '! ', 'a=('])(
  'ends with %j without end',
  (text) => {
    expect(() => parseShell(text.repeat(5_000))).not.toThrow();
  },
);
