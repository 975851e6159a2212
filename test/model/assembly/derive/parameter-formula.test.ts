import { describe, expect, test } from '@jest/globals';
import { evaluateParameter } from '../../../../src/model/assembly/derive/parameter-formula.js';

const memory = { DBInstanceClassMemory: 2 * 1024 ** 3 };

describe('an RDS parameter formula', () => {
  test.each([
    ['198', 198],
    ['{DBInstanceClassMemory/9531392}', 225],
    ['LEAST({DBInstanceClassMemory/9531392},5000)', 225],
    ['LEAST({DBInstanceClassMemory/9531392}, 100)', 100],
    ['GREATEST({DBInstanceClassMemory*2/9531392}, 100)', 450],
    ['SUM(1, 2, LEAST(3, 4))', 6],
  ])('computes %s', (text, expected) => {
    expect(evaluateParameter(text, memory)).toBe(expected);
  });

  test.each([
    'LEAST({AllocatedStorage/10},5000)',
    '{DBInstanceClassMemory/0}',
    '{DBInstanceClassMemory',
    'LEAST(1, 2',
    '1 + 2',
    '',
    `${'LEAST('.repeat(40)}1${')'.repeat(40)}`,
  ])('does not compute %s', (text) => {
    expect(evaluateParameter(text, memory)).toBeUndefined();
  });
});
