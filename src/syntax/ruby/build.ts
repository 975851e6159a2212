import type { Expression, Literal, Opaque, Scalar } from '../../model/expression.js';
import type { Location } from '../../model/location.js';
import type { Slot, UnknownReason } from '../../model/traced.js';

/** Longer source texts are cut: they are shown to people. */
const MAX_OPAQUE_TEXT = 200;
/** Following variables repeats their expressions; beyond this many parts nobody would read the result. */
const MAX_PARTS = 400;

/** Facts are JSON, which has no -0: it is 0. */
export function literal(value: Scalar, at: Location, slot?: Slot): Literal {
  return { kind: 'literal', value: value === 0 ? 0 : value, at, ...(slot !== undefined && { slot }) };
}

export function opaque(text: string, at: Location, reason: UnknownReason = 'not-computable'): Opaque {
  const line = text.replace(/\s+/g, ' ').trim();
  return { kind: 'opaque', text: line.slice(0, MAX_OPAQUE_TEXT), reason, at };
}

export function isNull(operand: Expression, at: Location): Expression {
  return { kind: 'compare', operator: '==', left: operand, right: literal(null, at), at };
}

/** Gives true or false, so that Ruby's `&&` is a plain "and" of it, and a double negation is it. */
export function isTest({ kind }: Expression): boolean {
  return kind === 'compare' || kind === 'logical' || kind === 'present';
}

export function not(operand: Expression, at: Location): Expression {
  if (operand.kind === 'logical' && operand.operator === 'not') {
    const [inner] = operand.operands;
    if (inner !== undefined && isTest(inner)) return inner;
  }
  return { kind: 'logical', operator: 'not', operands: [operand], at };
}

/** Both conditions; either may be missing, which means that it always holds. */
export function both(left: Expression | undefined, right: Expression): Expression {
  return left === undefined ? right : { kind: 'logical', operator: 'and', operands: [left, right], at: right.at };
}

/** One of two values; the other is nil where it is missing. */
export function choose(
  test: Expression,
  then: Expression | undefined,
  otherwise: Expression | undefined,
  at: Location,
): Expression {
  const nil = literal(null, at);
  return { kind: 'conditional', test, then: then ?? nil, otherwise: otherwise ?? nil, at };
}

/** The expression itself, or an opaque one if it has more parts than anyone would read. */
export function bounded(expression: Expression, text: () => string): Expression {
  return countParts(expression, MAX_PARTS) > MAX_PARTS ? opaque(text(), expression.at) : expression;
}

/** Stops soon after `limit`, since shared parts are counted each time they are met. */
function countParts(expression: Expression, limit: number): number {
  const pending: Expression[] = [expression];
  let count = 0;
  for (let part = pending.pop(); part !== undefined && count <= limit; part = pending.pop()) {
    count += 1;
    pending.push(...partsOf(part));
  }
  return count;
}

function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'env-read':
      return expression.default === undefined ? [] : [expression.default];
    case 'arithmetic':
    case 'fallback':
    case 'compare':
      return [expression.left, expression.right];
    case 'convert':
    case 'present':
      return [expression.operand];
    case 'template':
      return expression.parts;
    case 'conditional':
      return [expression.test, expression.then, expression.otherwise];
    case 'logical':
      return expression.operands;
    case 'literal':
    case 'rails-env':
    case 'processor-count':
    case 'opaque':
      return [];
  }
}
