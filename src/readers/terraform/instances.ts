import type { Scalar } from '../../model/expression.js';
import type { HclBlock, HclStep } from '../../syntax/hcl/tree.js';
import { pairsOf } from './evaluate.js';
import { numberOf } from './operators.js';
import { bind, type Evaluate, type Scope } from './scope.js';
import { failure, scalar, type UnknownValue, type Value } from './value.js';

/** More instances of one block are not told apart from a mistake. */
const MAX_INSTANCES = 50;

export interface Instance {
  readonly scope: Scope;
  /** `["web"]` or `[0]`; "" for the only one. */
  readonly suffix: string;
  readonly each: { readonly key?: Value; readonly value?: Value };
}

/**
 * What `count` and `for_each` make of a block: none, one or several. When nobody knows how many, one stands for all, with
 * unknown `each` and `count`.
 */
export function instancesOf(block: HclBlock, scope: Scope, evaluate: Evaluate): readonly Instance[] {
  const count = block.attributes.find(({ name }) => name === 'count')?.value;
  const forEach = block.attributes.find(({ name }) => name === 'for_each')?.value;
  if (forEach !== undefined) return eachOf(evaluate(forEach, scope), scope);
  if (count !== undefined) return countOf(evaluate(count, scope), scope);
  return [{ scope, suffix: '', each: {} }];
}

/**
 * The one of several that a step means: `[0]`, `[each.key]`. Undefined for a key that nobody knows, and for `[*]`. The only
 * one there is needs no key.
 */
export function instanceAt<I extends { readonly suffix: string }>(
  instances: readonly I[],
  step: HclStep | undefined,
  scope: Scope,
  evaluate: Evaluate,
): I | undefined {
  if (step?.kind === 'splat') return undefined;
  if (instances.length === 1) return instances[0];
  const key = step?.kind === 'index' ? evaluate(step.key, scope) : undefined;
  return key?.kind === 'scalar' ? instances.find(({ suffix }) => suffix === suffixOf(key.value)) : undefined;
}

function suffixOf(key: Scalar): string {
  return `[${JSON.stringify(key)}]`;
}

function countOf(count: Value, scope: Scope): readonly Instance[] {
  const number = numberOf(count);
  if (number === undefined) {
    const index = count.kind === 'unknown' ? count : failure('a count that is no number', count.trail);
    return [{ scope: withCount(scope, index), suffix: '', each: {} }];
  }
  return Array.from({ length: Math.max(0, Math.min(number, MAX_INSTANCES)) }, (_, index) => ({
    scope: withCount(scope, scalar(index, count.trail)),
    suffix: number === 1 ? '' : suffixOf(index),
    each: {},
  }));
}

function eachOf(collection: Value, scope: Scope): readonly Instance[] {
  const pairs = pairsOf(collection);
  const open = collection.kind === 'map' ? collection.rest : undefined;
  if (pairs === undefined) {
    const why: UnknownValue =
      collection.kind === 'unknown' ? collection : failure('a for_each that is no collection', collection.trail);
    return [{ scope: withEach(scope, why, why), suffix: '', each: { key: why, value: why } }];
  }
  const known = pairs.slice(0, MAX_INSTANCES).map(([index, value]) => {
    const key = collection.kind === 'list' ? value : index;
    const suffix = pairs.length === 1 || key.kind !== 'scalar' ? '' : suffixOf(key.value);
    return { scope: withEach(scope, key, value), suffix, each: { key, value } };
  });
  return open === undefined || known.length > 0
    ? known
    : [{ scope: withEach(scope, open, open), suffix: '', each: { key: open, value: open } }];
}

function withCount(scope: Scope, index: Value): Scope {
  return bind(scope, { count: { kind: 'map', entries: new Map([['index', index]]), trail: index.trail } });
}

function withEach(scope: Scope, key: Value, value: Value): Scope {
  const entries = new Map([
    ['key', key],
    ['value', value],
  ]);
  return bind(scope, { each: { kind: 'map', entries, trail: key.trail } });
}
