import type { HclBinary, HclUnary } from '../../syntax/hcl/tree.js';
import type { Evaluate, Scope } from './scope.js';
import { derivedTrail, dueTo, failure, firstUnknown, scalar, type Trail, type Value } from './value.js';

export function evaluateBinary(expression: HclBinary, scope: Scope, evaluate: Evaluate): Value {
  const left = evaluate(expression.left, scope);
  const right = evaluate(expression.right, scope);
  const trail = derivedTrail([left, right], { location: expression.at, says: `… ${expression.operator} …` });
  if (expression.operator === '&&' || expression.operator === '||') {
    return logical(expression.operator, left, right, trail);
  }
  const unknown = firstUnknown([left, right]);
  if (unknown !== undefined) return dueTo(unknown, trail);
  if (expression.operator === '==' || expression.operator === '!=') {
    const equal = areEqual(left, right);
    if (equal === undefined) return failure('a comparison of collections', trail);
    return scalar(equal === (expression.operator === '=='), trail);
  }
  const [a, b] = [numberOf(left), numberOf(right)];
  if (a === undefined || b === undefined)
    return failure(`${expression.operator} of something that is no number`, trail);
  const result = arithmetic(expression.operator, a, b);
  return typeof result === 'number' && !Number.isFinite(result)
    ? failure('a division by zero', trail)
    : scalar(result, trail);
}

export function evaluateUnary(expression: HclUnary, scope: Scope, evaluate: Evaluate): Value {
  const operand = evaluate(expression.operand, scope);
  const trail = derivedTrail([operand], { location: expression.at, says: `${expression.operator}…` });
  if (operand.kind === 'unknown') return dueTo(operand, trail);
  if (expression.operator === '!') {
    const truth = truthOf(operand);
    return truth === undefined
      ? failure('! of something that is neither true nor false', trail)
      : scalar(!truth, trail);
  }
  const number = numberOf(operand);
  return number === undefined ? failure('- of something that is no number', trail) : scalar(0 - number, trail);
}

/** One side alone may decide: `false && unknown` is false. */
function logical(operator: '&&' | '||', left: Value, right: Value, trail: Trail): Value {
  const decisive = operator === '||';
  const truths = [truthOf(left), truthOf(right)];
  if (truths.includes(decisive)) return scalar(decisive, trail);
  const unknown = firstUnknown([left, right]);
  if (unknown !== undefined) return dueTo(unknown, trail);
  return truths.includes(undefined)
    ? failure(`${operator} of something that is neither true nor false`, trail)
    : scalar(!decisive, trail);
}

/** Undefined for collections, which are compared by their types too. */
function areEqual(left: Value, right: Value): boolean | undefined {
  if (left.kind === 'scalar' && right.kind === 'scalar') return left.value === right.value;
  const isNull = (value: Value) => value.kind === 'scalar' && value.value === null;
  return isNull(left) || isNull(right) ? false : undefined;
}

function arithmetic(operator: Exclude<HclBinary['operator'], '&&' | '||' | '==' | '!='>, a: number, b: number) {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '%':
      return a % b;
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
  }
}

/** Terraform takes a text that is a number for one. */
export function numberOf(value: Value): number | undefined {
  if (value.kind !== 'scalar') return undefined;
  if (typeof value.value === 'number') return value.value;
  const isNumber = typeof value.value === 'string' && /^-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(value.value.trim());
  return isNumber ? Number(value.value) : undefined;
}

export function truthOf(value: Value): boolean | undefined {
  if (value.kind !== 'scalar') return undefined;
  if (value.value === true || value.value === 'true') return true;
  return value.value === false || value.value === 'false' ? false : undefined;
}
