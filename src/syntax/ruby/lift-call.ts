import { CallNode, type Node } from '@ruby/prism/src/nodes.js';
import type { Convert, Expression } from '../../model/expression.js';
import { choose, isNull, opaque } from './build.js';
import type { Lifter } from './lift.js';
import { elementsOf, memberTest } from './lift-case.js';
import { isEnv, liftEnv } from './lift-env.js';
import { applyMethod } from './lift-method.js';
import { argumentsOf } from './names.js';

const STRICT_CONVERSIONS: ReadonlyMap<string, Convert['to']> = new Map([
  ['Integer', 'integer'],
  ['Float', 'float'],
]);
/** By the text of the call. `available_processor_count` alone looks at the container's CPU quota. */
const PROCESSOR_COUNTS: ReadonlyMap<string, 'host' | 'container'> = new Map([
  ['Concurrent.physical_processor_count', 'host'],
  ['Concurrent.processor_count', 'host'],
  ['Etc.nprocessors', 'host'],
  ['Concurrent.available_processor_count', 'container'],
]);

export function liftCall(call: CallNode, lifter: Lifter): Expression {
  return (
    liftWellKnown(call, lifter) ??
    (call.receiver === null ? liftFunction(call, lifter) : liftMethod(call, call.receiver, lifter)) ??
    lifter.opaque(call)
  );
}

/** Calls that are known by their receiver's name. */
function liftWellKnown(call: CallNode, lifter: Lifter): Expression | undefined {
  const at = lifter.tree.location(call);
  const text = lifter.tree.text(call).replace(/^::|\(\)$/g, '');
  const processors = PROCESSOR_COUNTS.get(text);
  if (processors !== undefined) return { kind: 'processor-count', of: processors, at };
  if (text === 'Rails.env') return { kind: 'rails-env', at };
  if (/^Rails\.application\.(?:credentials|secrets)\b/.test(text) && isPlainPath(call)) {
    return opaque(text, at, 'hidden-in-secret');
  }
  if (isEnv(call.receiver)) return liftEnv(call, lifter) ?? lifter.opaque(call);
  return call.receiver === null ? undefined : lifter.scope.get(text);
}

/** A chain of names with nothing computed on it: `a.b.c`, `a.dig(:b, :c)`, `a[:b]`. */
function isPlainPath(call: CallNode): boolean {
  if (/^(?:to_|fetch$|presence$)/.test(call.name) || call.block !== null || /[^\w[\]!]/.test(call.name)) return false;
  return !(call.receiver instanceof CallNode) || isPlainPath(call.receiver);
}

/** `Integer(x)` and methods that the same file defines. */
function liftFunction(call: CallNode, lifter: Lifter): Expression | undefined {
  const [operand, ...more] = argumentsOf(call);
  if (call.block !== null) return undefined;
  if (operand === undefined) {
    const method = lifter.scope.method(call.name);
    return method === undefined || method.parameters !== null ? undefined : lifter.liftBody(method.body, method);
  }
  const to = STRICT_CONVERSIONS.get(call.name);
  if (to === undefined && call.name !== 'String') return undefined;
  if (more.length > 0) return undefined;
  const at = lifter.tree.location(call);
  return { kind: 'convert', to: to ?? 'string', strict: to !== undefined, operand: lifter.lift(operand), at };
}

function liftMethod(call: CallNode, receiver: Node, lifter: Lifter): Expression | undefined {
  if (call.block !== null) return undefined;
  const [first, ...more] = argumentsOf(call);
  if (more.length > 0 && call.name !== 'clamp') return undefined;
  const elements = elementsOf(receiver);
  if (elements !== undefined) return liftList(call, elements, first, lifter);
  const at = lifter.tree.location(call);
  const subject = lifter.lift(receiver);
  if (subject.kind === 'opaque') return opaque(lifter.tree.text(call), at, subject.reason);
  if (!call.isSafeNavigation()) return applyMethod(call, subject, lifter);
  const value = applyMethod(call, subject, lifter);
  return value && choose(isNull(subject, at), undefined, value, at);
}

function liftList(
  call: CallNode,
  elements: readonly Node[],
  first: Node | undefined,
  lifter: Lifter,
): Expression | undefined {
  const at = lifter.tree.location(call);
  if (call.name === 'include?' && first !== undefined) return memberTest(lifter.lift(first), elements, lifter, at);
  if (first !== undefined || (call.name !== 'max' && call.name !== 'min')) return undefined;
  const operator = call.name;
  const values = elements.map((element) => lifter.lift(element));
  if (values.length === 0) return undefined;
  return values.reduce((left, right) => ({ kind: 'arithmetic', operator, left, right, at }));
}
