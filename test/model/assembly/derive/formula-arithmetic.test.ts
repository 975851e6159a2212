import { describe, expect, test } from '@jest/globals';
import {
  evaluateFormula,
  namesIn,
  parseFormula,
  renderFormula,
} from '../../../../src/model/assembly/derive/formula-arithmetic.js';
import { fromNumber } from '../../../../src/model/assembly/derive/rational.js';

function compute(text: string, values: Readonly<Record<string, number>> = {}): string | undefined {
  const formula = parseFormula(text);
  const bound = new Map(Object.entries(values).map(([name, value]) => [name, fromNumber(value)]));
  const result = formula && evaluateFormula(formula, bound);
  return result && `${result.numerator}/${result.denominator}`;
}

describe('a contract formula', () => {
  test.each([
    ['1 + 2 * 3', '7/1'],
    ['(1 + 2) * 3', '9/1'],
    ['10 - 4 - 3', '3/1'],
    ['12 / 4 / 2', '3/2'],
    ['0.1 + 0.2', '3/10'],
    ['-3 + 5', '2/1'],
    ['ceil(7 / 2) + floor(7 / 2)', '7/1'],
    ['floor(-7 / 2)', '-4/1'],
    ['min(4, 2, 3) * max(1, 5)', '10/1'],
  ])('%s is %s', (text, expected) => {
    expect(compute(text)).toBe(expected);
  });

  test('binds dotted names', () => {
    expect(compute('database.pool * processes', { 'database.pool': 5, processes: 2 })).toBe('10/1');
  });

  test.each([
    '1 +',
    '(1',
    '1)',
    '2 3',
    'sqrt(4)',
    'ceil(1, 2)',
    'a; b',
    '**',
    '',
    `${'('.repeat(99)}1${')'.repeat(99)}`,
  ])('does not read %s', (text) => {
    expect(parseFormula(text)).toBeUndefined();
  });

  test('has no value when it divides by zero or a name has none', () => {
    expect([compute('1 / (2 - 2)'), compute('A + 1')]).toEqual([undefined, undefined]);
  });

  test('shows its names with their values', () => {
    const formula = parseFormula('(A + B) * A / 2');
    const values = new Map([
      ['A', 'A 5'],
      ['B', 'B 2'],
    ]);
    expect(formula && [namesIn(formula), renderFormula(formula, values)]).toEqual([
      ['A', 'B'],
      '(A 5 + B 2) × A 5 ÷ 2',
    ]);
  });
});
