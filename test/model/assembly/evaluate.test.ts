import { describe, expect, test } from '@jest/globals';
import { evaluate, evaluateInteger } from '../../../src/model/assembly/evaluate.js';
import type { Expression } from '../../../src/model/expression.js';
import { env, literal, PUMA, scopeOf, shown } from './build.js';

const toInteger = (operand: Expression, strict: boolean): Expression => ({
  kind: 'convert',
  to: 'integer',
  strict,
  operand,
  at: PUMA,
});
const times = (left: Expression, right: Expression): Expression => ({
  kind: 'arithmetic',
  operator: '*',
  left,
  right,
  at: PUMA,
});
const or = (left: Expression, right: Expression, blankToo = false): Expression => ({
  kind: 'fallback',
  blankToo,
  left,
  right,
  at: PUMA,
});
const plain = (name: string): Expression => ({ kind: 'env-read', name, strict: false, at: PUMA });

describe('an expression computed for one process', () => {
  test.each([
    ['takes the variable over the default', env('T', literal(5)), { T: '8' }, '8'],
    ['takes the default of an unset variable', env('T', literal(5)), {}, 5],
    ['keeps the empty string, which is set', env('T', literal(5)), { T: '' }, ''],
    ['is nil for a plain read of an unset variable', plain('T'), {}, null],
    ['cannot know a variable that lies in a Secret', env('T', literal(5)), { T: null }, '[hidden-in-secret]'],
    ['cannot know what a strict fetch of an unset variable gives', env('T'), {}, '[not-declared]'],
    ['follows a chain of defaults', env('A', env('B', literal(3))), { B: '7' }, '7'],
    ['falls back from nil', or(plain('T'), literal(6)), {}, 6],
    ['does not fall back from the empty string', or(plain('T'), literal(6)), { T: '' }, ''],
    ['falls back from a blank with presence', or(plain('T'), literal(6), true), { T: ' ' }, 6],
    ['reads digits before rubbish with to_i', toInteger(env('T'), false), { T: '12abc' }, 12],
    ['reads rubbish as 0 with to_i', toInteger(env('T'), false), { T: 'auto' }, 0],
    ['cannot compute Integer() of rubbish, which raises', toInteger(env('T'), true), { T: 'auto' }, '[not-computable]'],
    ['reads digits with Integer()', toInteger(env('T'), true), { T: ' 12 ' }, 12],
    ['repeats a string, as Ruby does', times(env('T'), literal(2)), { T: '5' }, '55'],
    ['multiplies integers', times(toInteger(env('T'), false), literal(2)), { T: '5' }, 10],
    [
      'cannot divide by zero',
      { kind: 'arithmetic', operator: '/', left: literal(1), right: literal(0), at: PUMA },
      {},
      '[not-computable]',
    ],
    [
      'floors integer division',
      { kind: 'arithmetic', operator: '/', left: literal(7), right: literal(2), at: PUMA },
      {},
      3,
    ],
    [
      'never guesses what is outside the grammar',
      { kind: 'opaque', text: 'compute(1)', reason: 'not-computable', at: PUMA },
      {},
      '[not-computable]',
    ],
    [
      'takes the branch of its condition',
      {
        kind: 'conditional',
        test: {
          kind: 'compare',
          operator: '==',
          left: { kind: 'rails-env', at: PUMA },
          right: literal('production'),
          at: PUMA,
        },
        then: literal(2),
        otherwise: literal(null),
        at: PUMA,
      },
      {},
      2,
    ],
    [
      'is false at the first false operand, whatever the unknown one says',
      { kind: 'logical', operator: 'and', operands: [plain('SECRET'), literal(false)], at: PUMA },
      { SECRET: null },
      false,
    ],
  ] as [string, Expression, Record<string, string | null>, unknown][])('%s', (_, expression, variables, expected) => {
    expect(shown(evaluate(expression, scopeOf(variables)))).toEqual(expected);
  });

  test('tells the whole story, nearest first', () => {
    const value = evaluateInteger(env('T', literal(5)), scopeOf({}));
    expect(value.trail.map(({ says }) => says)).toEqual(['says 5', 'T is not set', 'does not set T']);
  });

  test('keeps the slot of a value that passes through conversions, so that an edit takes effect', () => {
    const value = evaluateInteger(toInteger(env('T', literal('5')), true), scopeOf({}));
    expect(value.trail[0]?.slot).toEqual({
      path: 'config/puma.rb',
      start: 0,
      end: 1,
      prefix: '',
      suffix: '',
      format: 'plain',
    });
  });

  test('keeps no slot on a computed value, since no one edit sets it', () => {
    const value = evaluate(times(literal(5), literal(2)), scopeOf({}));
    expect(value.trail.every(({ slot }) => slot === undefined)).toBe(true);
  });
});
