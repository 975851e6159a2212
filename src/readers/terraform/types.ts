import type { HclExpression, HclObject } from '../../syntax/hcl/tree.js';
import { numberOf, truthOf } from './operators.js';
import type { Evaluate, Scope } from './scope.js';
import { textOf, type Value } from './value.js';

/** What a variable's `type` makes of a value: scalars converted, the defaults of `optional(…)` filled in. */
export function conform(value: Value, type: HclExpression, scope: Scope, evaluate: Evaluate): Value {
  if (type.kind === 'reference') return conformScalar(value, type.root);
  if (type.kind !== 'call') return value;
  const [inner, fallback] = type.arguments;
  if (inner === undefined) return value;
  switch (type.name) {
    case 'map':
      return mapEntries(value, (entry) => conform(entry, inner, scope, evaluate));
    case 'list':
    case 'set':
      return value.kind === 'list'
        ? { ...value, items: value.items.map((item) => conform(item, inner, scope, evaluate)) }
        : value;
    case 'object':
      return inner.kind === 'object' ? conformObject(value, inner, scope, evaluate) : value;
    case 'optional': {
      const unset = value.kind === 'scalar' && value.value === null && fallback !== undefined;
      return conform(
        unset ? evaluate(fallback, scope, 'the default of an optional attribute') : value,
        inner,
        scope,
        evaluate,
      );
    }
    default:
      return value;
  }
}

function conformScalar(value: Value, type: string): Value {
  if (value.kind !== 'scalar' || value.value === null) return value;
  const converted =
    type === 'number'
      ? numberOf(value)
      : type === 'bool'
        ? truthOf(value)
        : type === 'string'
          ? textOf(value.value)
          : undefined;
  return converted === undefined ? value : { ...value, value: converted };
}

function conformObject(value: Value, type: HclObject, scope: Scope, evaluate: Evaluate): Value {
  if (value.kind !== 'map') return value;
  const entries = new Map(value.entries);
  for (const attribute of type.entries) {
    if (attribute.key.kind !== 'literal') continue;
    const name = String(attribute.key.value);
    const given = entries.get(name);
    if (given === undefined && value.rest !== undefined) continue;
    const place = { location: attribute.at, says: `${name} is optional` };
    const unset: Value = { kind: 'scalar', value: null, trail: [place] };
    entries.set(name, conform(given ?? unset, attribute.value, scope, evaluate));
  }
  return { ...value, entries };
}

function mapEntries(value: Value, change: (entry: Value) => Value): Value {
  if (value.kind !== 'map') return value;
  return { ...value, entries: new Map([...value.entries].map(([key, entry]) => [key, change(entry)])) };
}
