import {
  BlockNode,
  CallNode,
  ConstantPathNode,
  ConstantReadNode,
  type Node,
  StatementsNode,
  StringNode,
} from '@ruby/prism/src/nodes.js';
import type { EnvRead, Expression } from '../../model/expression.js';
import type { Location } from '../../model/location.js';
import { isNull, not } from './build.js';
import type { Lifter } from './lift.js';

const KEY_TESTS = new Set(['key?', 'has_key?', 'include?', 'member?']);

export function isEnv(node: Node | null): boolean {
  if (node instanceof ConstantPathNode) return node.parent === null && node.name === 'ENV';
  return node instanceof ConstantReadNode && node.name === 'ENV';
}

/** `raise "…"`, `abort`, `exit`, `fail`: the process does not start. */
export function isRaise(node: Node | null): boolean {
  return node instanceof CallNode && node.receiver === null && /^(?:raise|fail|abort|exit!?)$/.test(node.name);
}

/** The same read as one without which the process fails. */
export function required(read: EnvRead, at: Location): EnvRead {
  return { kind: 'env-read', name: read.name, strict: true, at };
}

/** A call on `ENV`: a read, or a test for a variable; undefined for any other, and where the name is computed. */
export function liftEnv(call: CallNode, lifter: Lifter): Expression | undefined {
  const [first, fallback, ...more] = call.arguments_?.arguments_ ?? [];
  const name = first === undefined ? undefined : variableName(first, lifter);
  if (name === undefined || more.length > 0) return undefined;
  const at = lifter.tree.location(call);
  const override = lifter.scope.get(overrideName(name));
  const read: Expression = override ?? { kind: 'env-read', name, strict: false, at };
  if (call.name === '[]' && fallback === undefined) return read;
  if (KEY_TESTS.has(call.name) && fallback === undefined) return not(isNull(read, at), at);
  if (call.name !== 'fetch') return undefined;
  if (override !== undefined) return neverNull(override) ? override : undefined;
  return liftFetch(call, name, fallback, lifter);
}

/** The name under which a scope keeps a variable that the program has set itself. */
export function overrideName(variable: string): string {
  return `ENV[${variable}]`;
}

/** The text of a string literal, or of a constant that holds one. */
export function variableName(node: Node, lifter: Lifter): string | undefined {
  if (node instanceof StringNode) return node.unescaped.value;
  const lifted = lifter.lift(node);
  return lifted.kind === 'literal' && typeof lifted.value === 'string' ? lifted.value : undefined;
}

function liftFetch(call: CallNode, name: string, fallback: Node | undefined, lifter: Lifter): Expression | undefined {
  const at = lifter.tree.location(call);
  if (call.block instanceof BlockNode) {
    const body = call.block.body;
    if (body instanceof StatementsNode && body.body.some(isRaise)) return { kind: 'env-read', name, strict: true, at };
    return { kind: 'env-read', name, strict: false, default: lifter.liftBody(body, call.block), at };
  }
  if (call.block !== null) return undefined;
  if (fallback === undefined) return { kind: 'env-read', name, strict: true, at };
  return { kind: 'env-read', name, strict: false, default: lifter.lift(fallback), at };
}

/** What `ENV[X] ||= value` leaves in the variable, which the program may have set before. */
export function defaulted(name: string, value: Expression, at: Location, previous?: Expression): Expression {
  const left: Expression = previous ?? { kind: 'env-read', name, strict: false, at };
  return { kind: 'fallback', blankToo: false, left, right: value, at };
}

/** A variable that the program has set for certain: `fetch` then never takes its default. */
function neverNull(value: Expression): boolean {
  if (value.kind === 'fallback') return neverNull(value.right);
  return value.kind === 'template' || (value.kind === 'literal' && value.value !== null);
}
