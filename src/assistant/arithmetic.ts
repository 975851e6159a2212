import type { Material } from './material.js';

const NUMBER = String.raw`\d[\d,]*(?:\.\d+)?`;
const THING = '(?: [A-Za-z_]+){0,2}';
const SUM = new RegExp(
  String.raw`(?<![\w.,]|[×+−=] )(${NUMBER})${THING}((?: [×+−] ${NUMBER}${THING})+) = (${NUMBER})(?![\w.]*\d)`,
  'g',
);
const STEP = new RegExp(`([×+−]) (${NUMBER})`, 'g');

/**
 * Calculations that a text spells out, `3 pods × 2 workers × 5 connections = 30`. One whose operands stand in the material and whose
 * result is right teaches the material its result.
 */
export function wrongSums(text: string, material: Material): readonly string[] {
  return [...text.matchAll(SUM)].flatMap(([sum, first = '', steps = '', result = '']) => {
    const operators = new Set([...steps.matchAll(STEP)].map(([, operator = '']) => operator));
    const operands = [first, ...[...steps.matchAll(STEP)].map(([, , operand = '']) => operand)].map(numberOf);
    const known = operands.every((value) => material.hasQuantity({ value, dimension: 'count' }));
    if (!known || operators.size !== 1 || calculated([...operators][0], operands) !== numberOf(result)) {
      return [`The calculation “${sum}” is wrong, mixes operators or has numbers that the material has not.`];
    }
    material.learn(numberOf(result));
    return [];
  });
}

function calculated(operator: string | undefined, operands: readonly number[]): number {
  if (operator === '×') return operands.reduce((left, right) => left * right);
  return operands.reduce((left, right) => (operator === '+' ? left + right : left - right));
}

function numberOf(number: string): number {
  return Number(number.replaceAll(',', ''));
}
