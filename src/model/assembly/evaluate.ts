import type {
  Arithmetic,
  Compare,
  Conditional,
  Convert,
  Expression,
  Fallback,
  Logical,
  Scalar,
} from '../expression.js';
import type { Hop, Known, Setting, Traced } from '../traced.js';
import { known, unknown, via, withoutSlot, withoutSlots } from '../traced.js';

/** What one process sees: its variables and its Rails environment. */
export interface EvaluationScope {
  /** The variable's value; null when nothing sets it, with a trail to where it would be set. */
  variable(name: string): Setting<string>;
  readonly railsEnv: Traced<string>;
}

type Evaluated = Traced<Scalar>;

/**
 * Computes an expression for one process, with Ruby's semantics. The trail tells the whole story: the literal that
 * decides, then the reads and defaults on the way. A slot survives only where the value passes through unchanged.
 */
export function evaluate(expression: Expression, scope: EvaluationScope): Evaluated {
  switch (expression.kind) {
    case 'literal':
      return known(expression.value, literalHop(expression));
    case 'env-read':
      return readVariable(expression, scope);
    case 'rails-env':
      return via<Scalar>(scope.railsEnv, { location: expression.at, says: 'Rails.env' });
    case 'processor-count':
      return unknown(
        'outside-repository',
        expression.of === 'host' ? 'the number of processors of the node' : "the container's CPU quota",
        [
          {
            location: expression.at,
            says:
              expression.of === 'host'
                ? 'counts the processors of the node'
                : 'counts the processors that the container may use',
          },
        ],
      );
    case 'arithmetic':
      return arithmetic(expression, scope);
    case 'fallback':
      return fallback(expression, scope);
    case 'convert':
      return conversion(expression, scope);
    case 'template':
      return join(
        expression.parts.map((part) => evaluate(part, scope)),
        { location: expression.at, says: 'joined as text' },
      );
    case 'conditional':
      return conditional(expression, scope);
    case 'compare':
      return comparison(expression, scope);
    case 'logical':
      return logical(expression, scope);
    case 'present': {
      const operand = evaluate(expression.operand, scope);
      return operand.known ? withoutSlots({ ...operand, value: isPresent(operand.value) }) : operand;
    }
    case 'opaque':
      return unknown(expression.reason, `\`${expression.text}\``, [
        { location: expression.at, says: 'is not evaluated' },
      ]);
  }
}

/** `evaluate`, and the result as an integer the way Rails and Puma read a setting (`"5"` → 5); null stays null. */
export function evaluateInteger(expression: Expression, scope: EvaluationScope): Setting<number> {
  const value = evaluate(expression, scope);
  if (!value.known || value.value === null) return value as Setting<number>;
  const number = typeof value.value === 'number' ? Math.trunc(value.value) : rubyToInteger(value.value);
  if (number === undefined) {
    return unknown('not-computable', `${JSON.stringify(value.value)} is no integer`, value.trail);
  }
  return { known: true, value: number, trail: value.trail };
}

export function evaluateText(expression: Expression, scope: EvaluationScope): Setting<string> {
  const value = evaluate(expression, scope);
  if (!value.known || value.value === null) return value as Setting<string>;
  return { known: true, value: String(value.value), trail: value.trail };
}

function literalHop(literal: Extract<Expression, { kind: 'literal' }>): Hop {
  const says = literal.value === null ? 'is nil' : `says ${literal.value}`;
  return literal.slot === undefined
    ? { location: literal.at, says }
    : { location: literal.at, says, slot: literal.slot };
}

function readVariable(read: Extract<Expression, { kind: 'env-read' }>, scope: EvaluationScope): Evaluated {
  const value = scope.variable(read.name);
  const readHop: Hop = { location: read.at, says: `reads ${read.name}` };
  if (!value.known) return via<Scalar>(value, readHop);
  if (value.value !== null) return via<Scalar>(value, readHop);
  const unsetHops: readonly Hop[] = [
    { location: read.at, says: `${read.name} is not set` },
    ...value.trail.map(withoutSlot),
  ];
  if (read.default !== undefined) return via(evaluate(read.default, scope), ...unsetHops);
  if (read.strict) return unknown('not-declared', `${read.name}, which ENV.fetch requires`, [readHop, ...value.trail]);
  return { known: true, value: null, trail: [{ location: read.at, says: `${read.name} is not set` }, ...value.trail] };
}

function arithmetic(expression: Arithmetic, scope: EvaluationScope): Evaluated {
  const left = evaluate(expression.left, scope);
  const right = evaluate(expression.right, scope);
  if (!left.known) return left;
  if (!right.known) return right;
  const value = compute(expression.operator, left.value, right.value);
  const trail = [...left.trail, ...right.trail].map(withoutSlot);
  const hop: Hop = {
    location: expression.at,
    says: `computes ${show(left.value)} ${expression.operator} ${show(right.value)}`,
  };
  if (value === undefined)
    return unknown('not-computable', `${show(left.value)} ${expression.operator} ${show(right.value)}`, [
      hop,
      ...trail,
    ]);
  return known(value, hop, ...trail);
}

function compute(operator: Arithmetic['operator'], left: Scalar, right: Scalar): Scalar | undefined {
  if (operator === '*' && typeof left === 'string' && typeof right === 'number') {
    return right >= 0 && left.length * right <= 1000 ? left.repeat(right) : undefined;
  }
  if (operator === '+' && typeof left === 'string' && typeof right === 'string') return left + right;
  if (typeof left !== 'number' || typeof right !== 'number') return undefined;
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      if (right === 0) return undefined;
      return Number.isInteger(left) && Number.isInteger(right) ? Math.floor(left / right) : left / right;
    case 'min':
      return Math.min(left, right);
    case 'max':
      return Math.max(left, right);
  }
}

function fallback(expression: Fallback, scope: EvaluationScope): Evaluated {
  const left = evaluate(expression.left, scope);
  if (!left.known) return left;
  const empty = left.value === null || left.value === false || (expression.blankToo && !isPresent(left.value));
  return empty ? via(evaluate(expression.right, scope), ...left.trail.map(withoutSlot)) : left;
}

function conversion(expression: Convert, scope: EvaluationScope): Evaluated {
  const operand = evaluate(expression.operand, scope);
  if (!operand.known) return operand;
  const value = convertScalar(expression, operand.value);
  if (value === undefined) {
    return unknown(
      'not-computable',
      `${expression.to === 'float' ? 'Float' : 'Integer'}(${show(operand.value)}) raises`,
      [{ location: expression.at, says: `raises on ${show(operand.value)}` }, ...operand.trail.map(withoutSlot)],
    );
  }
  return { known: true, value, trail: operand.trail };
}

/** Undefined where Ruby raises. */
function convertScalar({ to, strict }: Convert, value: Scalar): Scalar | undefined {
  if (to === 'string') return value === null ? '' : String(value);
  if (typeof value === 'number') return to === 'integer' ? Math.trunc(value) : value;
  if (typeof value === 'boolean') return undefined;
  if (!strict) {
    const number = Number.parseFloat(/^\s*[+-]?[\d_]+(\.\d+)?/.exec(value ?? '')?.[0].replaceAll('_', '') ?? '0');
    return to === 'integer' ? Math.trunc(number) : number;
  }
  if (value === null) return undefined;
  const pattern = to === 'integer' ? /^\s*[+-]?\d+(_\d+)*\s*$/ : /^\s*[+-]?\d+(\.\d+)?\s*$/;
  return pattern.test(value) ? Number(value.replaceAll('_', '')) : undefined;
}

/** An integer setting given as text; undefined where it is not one. */
function rubyToInteger(value: string | boolean): number | undefined {
  return typeof value === 'string' && /^\s*[+-]?\d+\s*$/.test(value) ? Number.parseInt(value, 10) : undefined;
}

function join(parts: readonly Evaluated[], hop: Hop): Evaluated {
  const unknownPart = parts.find((part) => !part.known);
  if (unknownPart !== undefined && !unknownPart.known) return unknownPart;
  const values = parts as readonly Known<Scalar>[];
  const [only] = values;
  if (values.length === 1 && only !== undefined) return only;
  return known(
    values.map(({ value }) => (value === null ? '' : String(value))).join(''),
    hop,
    ...values.flatMap(({ trail }) => trail.map(withoutSlot)),
  );
}

function conditional(expression: Conditional, scope: EvaluationScope): Evaluated {
  const test = evaluate(expression.test, scope);
  if (!test.known) return test;
  const branch = isTruthy(test.value) ? expression.then : expression.otherwise;
  return via(evaluate(branch, scope), ...test.trail.map(withoutSlot));
}

function comparison(expression: Compare, scope: EvaluationScope): Evaluated {
  const left = evaluate(expression.left, scope);
  const right = evaluate(expression.right, scope);
  if (!left.known) return left;
  if (!right.known) return right;
  const hop: Hop = {
    location: expression.at,
    says: `compares ${show(left.value)} ${expression.operator} ${show(right.value)}`,
  };
  const trail = [...left.trail, ...right.trail].map(withoutSlot);
  const value = compare(expression.operator, left.value, right.value);
  return value === undefined
    ? unknown('not-computable', hop.says, [hop, ...trail])
    : known<Scalar>(value, hop, ...trail);
}

function compare(operator: Compare['operator'], left: Scalar, right: Scalar): boolean | undefined {
  if (operator === '==') return left === right;
  if (operator === '!=') return left !== right;
  if (typeof left !== 'number' || typeof right !== 'number') return undefined;
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
  }
}

/** `and` stops at the first false operand even where a later one is unknown. */
function logical(expression: Logical, scope: EvaluationScope): Evaluated {
  const operands = expression.operands.map((operand) => evaluate(operand, scope));
  if (expression.operator === 'not') {
    const [operand] = operands;
    if (operand === undefined) return unknown('not-computable', 'an empty condition');
    return operand.known ? withoutSlots({ ...operand, value: !isTruthy(operand.value) }) : operand;
  }
  const decisive =
    operands.find((operand) => operand.known && !isTruthy(operand.value)) ?? operands.find((operand) => !operand.known);
  const last = decisive ?? operands.at(-1);
  return last === undefined ? unknown('not-computable', 'an empty condition') : withoutSlots(last);
}

function isTruthy(value: Scalar): boolean {
  return value !== null && value !== false;
}

function isPresent(value: Scalar): boolean {
  return isTruthy(value) && (typeof value !== 'string' || value.trim() !== '');
}

function show(value: Scalar): string {
  return value === null ? 'nil' : JSON.stringify(value);
}
