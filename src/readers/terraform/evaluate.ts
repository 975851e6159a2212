import type { Location } from '../../model/location.js';
import type { Hop, Slot } from '../../model/traced.js';
import type {
  HclConditional,
  HclExpression,
  HclFor,
  HclLiteral,
  HclObject,
  HclReference,
} from '../../syntax/hcl/tree.js';
import { describe } from './describe.js';
import { callFunction } from './functions/call.js';
import { evaluateBinary, evaluateUnary, truthOf } from './operators.js';
import { bind, type Scope } from './scope.js';
import { takeSteps } from './steps.js';
import { joinPieces } from './text.js';
import {
  derivedTrail,
  dueTo,
  failure,
  type MapValue,
  type Piece,
  resourcesOf,
  scalar,
  type Trail,
  textOf,
  through,
  type UnknownValue,
  unknownValue,
  type Value,
} from './value.js';

/** What an expression is worth in a scope. `says` names the place of a literal in the story of the value. */
export function evaluate(expression: HclExpression, scope: Scope, says?: string): Value {
  if (!scope.budget.enter()) return unknownValue('not-computable', 'nested too deep', here(expression, says));
  try {
    return evaluateKind(expression, scope, says);
  } finally {
    scope.budget.leave();
  }
}

/** What is written where it is used: its place says all. */
const WRITTEN_OUT: ReadonlySet<HclExpression['kind']> = new Set(['literal', 'tuple', 'object', 'for', 'opaque']);

/** The value of an attribute: its own literal, or what it refers to with the attribute at the end of the story. */
export function evaluateNamed(expression: HclExpression, at: Location, scope: Scope, says: string): Value {
  const value = evaluate(expression, scope, says);
  return WRITTEN_OUT.has(expression.kind) ? value : through(value, { location: at, says });
}

function evaluateKind(expression: HclExpression, scope: Scope, says?: string): Value {
  const trail = here(expression, says);
  switch (expression.kind) {
    case 'literal':
      return scalar(expression.value, [literalHop(expression, says)]);
    case 'template':
      return evaluateTemplate(expression.parts, scope, trail);
    case 'reference':
      return evaluateReference(expression, scope);
    case 'traversal':
      return takeSteps(evaluate(expression.of, scope), expression.steps, scope, trail, evaluate);
    case 'call':
      return callFunction(expression, scope, evaluate);
    case 'tuple':
      return { kind: 'list', items: expression.items.map((item) => evaluate(item, scope, says)), trail };
    case 'object':
      return evaluateObject(expression, scope, trail);
    case 'conditional':
      return evaluateConditional(expression, scope, trail);
    case 'binary':
      return evaluateBinary(expression, scope, evaluate);
    case 'unary':
      return evaluateUnary(expression, scope, evaluate);
    case 'for':
      return evaluateFor(expression, scope, trail);
    case 'opaque':
      return unknownValue('not-computable', expression.text, trail);
  }
}

function here(expression: HclExpression, says?: string): Trail {
  return [{ location: expression.at, says: says ?? describe(expression) }];
}

function literalHop(literal: HclLiteral, says?: string): Hop {
  return { location: literal.at, says: says ?? describe(literal), slot: slotOf(literal) };
}

function slotOf({ at, quoted }: HclLiteral): Slot {
  const inside = quoted ? 1 : 0;
  return { path: at.path, start: at.start + inside, end: at.end - inside, prefix: '', suffix: '', format: 'plain' };
}

function evaluateReference(reference: HclReference, scope: Scope): Value {
  const bound = scope.bindings.get(reference.root);
  const { value, rest } =
    bound === undefined ? scope.names.resolve(reference, scope) : { value: bound, rest: reference.steps };
  return takeSteps(value, rest, scope, here(reference), evaluate);
}

/** A template of one `${…}` is that value; any other one is text. */
function evaluateTemplate(parts: readonly HclExpression[], scope: Scope, trail: Trail): Value {
  const [only] = parts;
  if (only !== undefined && parts.length === 1 && only.kind !== 'literal') return evaluate(only, scope);
  const pieces = parts.map((part): Piece => {
    if (part.kind === 'literal') return { from: 'file', text: String(part.value), at: part.at };
    return { from: 'value', value: evaluate(part, scope), at: part.at };
  });
  return joinPieces(pieces, scope, trail);
}

function evaluateObject(object: HclObject, scope: Scope, trail: Trail): Value {
  const entries = new Map<string, Value>();
  let rest: UnknownValue | undefined;
  for (const entry of object.entries) {
    const key = evaluate(entry.key, scope);
    const name = key.kind === 'scalar' ? textOf(key.value) : undefined;
    if (name !== undefined) entries.set(name, evaluateNamed(entry.value, entry.at, scope, name));
    else rest ??= key.kind === 'unknown' ? key : failure('a key that is no text', key.trail);
  }
  return { kind: 'map', entries, trail, ...(rest === undefined ? {} : { rest }) };
}

function evaluateConditional({ test, whenTrue, whenFalse, at }: HclConditional, scope: Scope, trail: Trail): Value {
  const decision = evaluate(test, scope);
  const holds = truthOf(decision);
  if (holds === true) {
    return through(evaluate(whenTrue, scope), { location: at, says: `${describe(test)} is true` });
  }
  if (holds === false) {
    return through(evaluate(whenFalse, scope), { location: at, says: `${describe(test)} is false` });
  }
  const reason =
    decision.kind === 'unknown' ? decision : failure(`${describe(test)} is neither true nor false`, decision.trail);
  return eitherOf(evaluate(whenTrue, scope), evaluate(whenFalse, scope), reason, trail);
}

/** What is certain when nobody knows which of two values it is. */
function eitherOf(a: Value, b: Value, why: UnknownValue, trail: Trail): Value {
  const hop = trail[0];
  if (a.kind === 'scalar' && b.kind === 'scalar' && a.value === b.value) {
    return { ...scalar(a.value, derivedTrail([a, b], hop)), ...resourcesOf([a, b]) };
  }
  if (a.kind === 'map' && b.kind === 'map') {
    const entries = new Map<string, Value>();
    for (const key of new Set([...a.entries.keys(), ...b.entries.keys()])) {
      const [left, right] = [a.entries.get(key), b.entries.get(key)];
      const maybe: UnknownValue = { ...dueTo(why, derivedTrail([why], hop)), maybeAbsent: true };
      entries.set(key, left === undefined || right === undefined ? maybe : eitherOf(left, right, why, trail));
    }
    const rest = a.rest ?? b.rest;
    return { kind: 'map', entries, trail, ...(rest === undefined ? {} : { rest }) } satisfies MapValue;
  }
  const either = { ...unknownValue(why.reason, why.detail, derivedTrail([why], hop)), ...resourcesOf([a, b]) };
  return isNull(a) || isNull(b) ? { ...either, maybeAbsent: true } : either;
}

function isNull(value: Value): boolean {
  return value.kind === 'scalar' && value.value === null;
}

function evaluateFor(loop: HclFor, scope: Scope, trail: Trail): Value {
  const collection = evaluate(loop.collection, scope);
  const pairs = pairsOf(collection);
  if (pairs === undefined || !scope.budget.takeItems(pairs.length)) {
    const why = collection.kind === 'unknown' ? collection : failure('`for` over no collection', collection.trail);
    return dueTo(why, derivedTrail([why], trail[0]));
  }
  const items: Value[] = [];
  const entries = new Map<string, Value>();
  let rest = collection.kind === 'map' ? collection.rest : undefined;
  for (const [key, value] of pairs) {
    if (collection.kind === 'list' && value.kind === 'unknown' && value.maybeAbsent === true) {
      items.push(value);
      if (loop.key !== undefined) rest ??= value;
      continue;
    }
    const inner = bind(scope, bindingsOf(loop.names, key, value));
    const test = loop.test === undefined ? undefined : evaluate(loop.test, inner);
    const passes = test === undefined || truthOf(test);
    if (passes === undefined) rest ??= test?.kind === 'unknown' ? test : failure('an `if` of no truth', trail);
    if (passes !== true) continue;
    if (loop.key === undefined) items.push(evaluate(loop.value, inner));
    else {
      const name = evaluate(loop.key, inner);
      const text = name.kind === 'scalar' ? textOf(name.value) : undefined;
      if (text === undefined) rest ??= name.kind === 'unknown' ? name : failure('a key that is no text', name.trail);
      else entries.set(text, evaluate(loop.value, inner));
    }
  }
  if (loop.key !== undefined) return { kind: 'map', entries, trail, ...(rest === undefined ? {} : { rest }) };
  return rest === undefined ? { kind: 'list', items, trail } : dueTo(rest, derivedTrail([rest], trail[0]));
}

function bindingsOf(names: readonly string[], key: Value, value: Value): Record<string, Value> {
  const [first = '_', second] = names;
  return second === undefined ? { [first]: value } : { [first]: key, [second]: value };
}

/** Keys and values of a collection, in Terraform's order. */
export function pairsOf(collection: Value): readonly (readonly [Value, Value])[] | undefined {
  if (collection.kind === 'list') {
    return collection.items.map((item, index) => [scalar(index, collection.trail), item] as const);
  }
  if (collection.kind !== 'map') return undefined;
  const sorted = [...collection.entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return sorted.map(([key, value]) => [scalar(key, value.trail), value] as const);
}
