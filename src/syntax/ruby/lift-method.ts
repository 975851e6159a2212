import type { CallNode, Node } from '@ruby/prism/src/nodes.js';
import type { Arithmetic, Compare, Convert, Expression } from '../../model/expression.js';
import { literal, not } from './build.js';
import type { Lifter } from './lift.js';
import { elementsOf, memberTest } from './lift-case.js';
import { argumentsOf } from './names.js';

const CONVERSIONS: ReadonlyMap<string, Convert['to']> = new Map([
  ['to_i', 'integer'],
  ['to_f', 'float'],
  ['to_s', 'string'],
]);

/** A method of a value that has been lifted. */
export function applyMethod(call: CallNode, subject: Expression, lifter: Lifter): Expression | undefined {
  const operands = argumentsOf(call);
  const [operand] = operands;
  if (operand === undefined) return applyAlone(call, subject, lifter);
  const at = lifter.tree.location(call);
  const { name } = call;
  if (name === 'clamp') return clamp(call, subject, operands, lifter);
  if (name === 'in?') {
    const members = elementsOf(operand);
    return members && memberTest(subject, members, lifter, at);
  }
  const right = lifter.lift(operand);
  if (isArithmetic(name)) return { kind: 'arithmetic', operator: name, left: subject, right, at };
  if (isComparison(name)) return { kind: 'compare', operator: name, left: subject, right, at };
  return name === 'eql?' ? { kind: 'compare', operator: '==', left: subject, right, at } : undefined;
}

/** A method without arguments. */
function applyAlone(call: CallNode, subject: Expression, lifter: Lifter): Expression | undefined {
  const at = lifter.tree.location(call);
  const { name } = call;
  const to = CONVERSIONS.get(name);
  if (to !== undefined) return { kind: 'convert', to, strict: false, operand: subject, at };
  if (
    subject.kind === 'rails-env' &&
    /^[a-z]\w*\?$/.test(name) &&
    !/^(?:present|blank|nil|empty|frozen)\?$/.test(name)
  ) {
    return environmentTest(name.slice(0, -1), subject, lifter, call);
  }
  const compareWith = (operator: Compare['operator'], value: number | string | null): Expression => ({
    kind: 'compare',
    operator,
    left: subject,
    right: literal(value, at),
    at,
  });
  switch (name) {
    case '!':
      return not(subject, at);
    case '-@':
      return { kind: 'arithmetic', operator: '-', left: literal(0, at), right: subject, at };
    case 'presence':
      return { kind: 'fallback', blankToo: true, left: subject, right: literal(null, at), at };
    case 'present?':
      return { kind: 'present', operand: subject, at };
    case 'blank?':
      return not({ kind: 'present', operand: subject, at }, at);
    case 'nil?':
      return compareWith('==', null);
    case 'empty?':
      return compareWith('==', '');
    case 'zero?':
      return compareWith('==', 0);
    case 'positive?':
      return compareWith('>', 0);
    case 'freeze':
    case 'dup':
    case '+@':
    case 'itself':
      return subject;
    default:
      return undefined;
  }
}

/** `Rails.env.production?`; `local?` stands for the two environments of a developer's machine. */
function environmentTest(name: string, subject: Expression, lifter: Lifter, call: CallNode): Expression {
  const at = lifter.tree.location(call);
  const is = (environment: string): Expression => ({
    kind: 'compare',
    operator: '==',
    left: subject,
    right: literal(environment, at),
    at,
  });
  if (name !== 'local') return is(name);
  return { kind: 'fallback', blankToo: false, left: is('development'), right: is('test'), at };
}

function clamp(call: CallNode, subject: Expression, operands: readonly Node[], lifter: Lifter): Expression | undefined {
  const [low, high] = operands.map((operand) => lifter.lift(operand));
  if (low === undefined || high === undefined) return undefined;
  const at = lifter.tree.location(call);
  const atLeast: Expression = { kind: 'arithmetic', operator: 'max', left: subject, right: low, at };
  return { kind: 'arithmetic', operator: 'min', left: atLeast, right: high, at };
}

/** An operator that can be followed. */
export function isArithmetic(name: string): name is Arithmetic['operator'] {
  return /^[-+*/]$/.test(name);
}

function isComparison(name: string): name is Compare['operator'] {
  return /^(?:[=!]=|[<>]=?)$/.test(name);
}
