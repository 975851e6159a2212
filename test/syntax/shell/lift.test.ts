// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell source
// biome-ignore-all lint/suspicious/noThenProperty: the vocabulary's word
import { expect, test } from '@jest/globals';
import type { Expression } from '../../../src/model/expression.js';
import { toExpression } from '../../../src/syntax/shell/lift.js';
import { readWord } from '../../../src/syntax/shell/word.js';
import { Source } from '../../../src/syntax/source.js';

const at = new Source('Procfile', 'web: puma').location(0, 9);

function lift(text: string): Expression {
  return toExpression(readWord(text, 0, (index) => index).word, at);
}

const read = { kind: 'env-read', name: 'A', strict: false, at };
const literal = (value: string | null) => ({ kind: 'literal', value, at });

test('quotes are taken off literals', () => {
  expect(lift(`a'b c'"d\\"e"\\ f`)).toEqual(literal('ab cd"e f'));
});

test('an unset variable is empty', () => {
  expect(lift('$A')).toEqual({ kind: 'fallback', blankToo: false, left: read, right: literal(''), at });
});

test('a default with a colon also stands for an empty variable', () => {
  expect(lift('${A:-5}')).toEqual({ kind: 'fallback', blankToo: true, left: read, right: literal('5'), at });
  expect(lift('${A-5}')).toEqual({ kind: 'fallback', blankToo: false, left: read, right: literal('5'), at });
});

test('defaults nest', () => {
  const inner = { kind: 'fallback', blankToo: true, left: { ...read, name: 'B' }, right: literal('10'), at };
  expect(lift('"${A:-${B:-10}}"')).toEqual({ kind: 'fallback', blankToo: true, left: read, right: inner, at });
});

test('an alternative takes the place of a variable that is set', () => {
  const test = { kind: 'compare', operator: '==', left: read, right: literal(null), at };
  expect(lift('${A+x}')).toEqual({ kind: 'conditional', test, then: literal(''), otherwise: literal('x'), at });
});

test('text around a variable makes a template', () => {
  expect(lift('redis://$A/${B?gone}')).toEqual({
    kind: 'template',
    parts: [
      literal('redis://'),
      { kind: 'fallback', blankToo: false, left: read, right: literal(''), at },
      literal('/'),
      { kind: 'env-read', name: 'B', strict: true, at },
    ],
    at,
  });
});

test.each(['$(nproc)', '`nproc`', '$((A * 2))', '${A%.*}', '$1', '${#A}'])('%s is opaque', (text) => {
  expect(lift(text)).toEqual({ kind: 'opaque', text, reason: 'not-computable', at });
});
