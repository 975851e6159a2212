import type { HclStep } from '../../syntax/hcl/tree.js';
import type { Evaluate, Scope } from './scope.js';
import { derivedTrail, dueTo, failure, type Trail, textOf, type UnknownValue, type Value } from './value.js';

/** Follows `.name`, `[key]` and `[*]` into a value. */
export function takeSteps(
  value: Value,
  steps: readonly HclStep[],
  scope: Scope,
  trail: Trail,
  evaluate: Evaluate,
): Value {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  if (step.kind === 'splat') {
    const items = value.kind === 'list' ? value.items : value.kind === 'scalar' && value.value === null ? [] : [value];
    if (value.kind === 'unknown') return takeSteps(value, rest, scope, trail, evaluate);
    const attributes = step.attributesOnly ? rest.findIndex(({ kind }) => kind !== 'attribute') : -1;
    const inEach = attributes === -1 ? rest : rest.slice(0, attributes);
    const mapped = items.map((item) => takeSteps(item, inEach, scope, trail, evaluate));
    const list: Value = { kind: 'list', items: mapped, trail: value.trail };
    return takeSteps(list, rest.slice(inEach.length), scope, trail, evaluate);
  }
  const inner =
    step.kind === 'attribute' ? entryOf(value, step.name, trail) : at(value, evaluate(step.key, scope), trail);
  return takeSteps(inner, rest, scope, trail, evaluate);
}

function at(value: Value, key: Value, trail: Trail): Value {
  if (value.kind === 'unknown') return value;
  if (key.kind === 'unknown') return dueTo(key, derivedTrail([key], trail[0]));
  const text = key.kind === 'scalar' ? textOf(key.value) : undefined;
  return text === undefined ? failure('an index that is neither number nor text', trail) : entryOf(value, text, trail);
}

/** One entry of a map or list; unknown when it may exist, a failure when it does not. */
export function entryOf(value: Value, key: string, trail: Trail): Value {
  switch (value.kind) {
    case 'unknown':
      return value;
    case 'scalar':
      return failure(`\`${key}\` of something that has no attributes`, trail);
    case 'list':
      return (
        maybeAbsentBefore(value.items, Number(key)) ??
        value.items[Number(key)] ??
        failure(`the list has no item ${key}`, trail)
      );
    case 'map':
      return present(value.entries.get(key)) ?? value.rest ?? failure(`there is no \`${key}\``, trail);
  }
}

/** An item that stands for any number of items moves all that come after it. */
function maybeAbsentBefore(items: readonly Value[], index: number): UnknownValue | undefined {
  for (const item of items.slice(0, index + 1)) {
    if (item.kind === 'unknown' && item.maybeAbsent === true) return dueTo(item, item.trail);
  }
  return undefined;
}

/** An entry that may be absent is, when it is asked for, only unknown. */
function present(entry: Value | undefined): Value | undefined {
  return entry?.kind === 'unknown' && entry.maybeAbsent === true ? dueTo(entry, entry.trail) : entry;
}
