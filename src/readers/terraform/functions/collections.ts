import { numberOf } from '../operators.js';
import {
  derivedTrail,
  dueTo,
  firstUnknown,
  type ListValue,
  resourcesOf,
  scalar,
  textOf,
  type UnknownValue,
  unknownValue,
  type Value,
} from '../value.js';
import { type Call, type Implementation, storyOf, unknownArgument } from './function.js';

/** Larger collections are not built. */
const MAX_ITEMS = 5_000;

function listOf(items: readonly Value[], call: Call): ListValue | undefined {
  if (items.length > MAX_ITEMS || !call.scope.budget.takeItems(items.length)) return undefined;
  const [first] = call.arguments;
  return { kind: 'list', items, trail: first === undefined ? [call.hop] : first.trail, ...resourcesOf(call.arguments) };
}

/** Later arguments win. What an unknown argument may set is unknown from then on. */
const merge: Implementation = (call) => {
  const entries = new Map<string, Value>();
  let rest: UnknownValue | undefined;
  for (const value of call.arguments) {
    if (value.kind === 'scalar' && value.value === null) continue;
    const open = value.kind === 'unknown' ? value : value.kind === 'map' ? value.rest : undefined;
    if (value.kind !== 'map' && open === undefined) return undefined;
    if (open !== undefined) {
      rest ??= open;
      for (const [key, earlier] of entries) entries.set(key, overridable(earlier, open));
    }
    if (value.kind !== 'map') continue;
    for (const [key, entry] of value.entries) {
      const earlier = entries.get(key);
      const maybe = entry.kind === 'unknown' && entry.maybeAbsent === true && earlier !== undefined;
      entries.set(key, maybe ? overridable(earlier, entry) : entry);
    }
    if (entries.size > MAX_ITEMS || !call.scope.budget.takeItems(value.entries.size)) return undefined;
  }
  const known = call.arguments.filter(({ kind }) => kind === 'map');
  return {
    kind: 'map',
    entries,
    trail: known[0]?.trail ?? [call.hop],
    ...resourcesOf(call.arguments),
    ...(rest === undefined ? {} : { rest }),
  };
};

/** An entry that a value which nobody knows may replace. */
function overridable(entry: Value, by: UnknownValue): UnknownValue {
  const hop = { location: by.trail[0].location, says: 'may set another value' };
  const value = unknownValue(by.reason, by.detail, derivedTrail([entry], hop));
  return entry.kind === 'unknown' && entry.maybeAbsent === true ? { ...value, maybeAbsent: true } : value;
}

/** A list that nobody knows leaves one item that stands for any number. */
function itemsOf(value: Value): readonly Value[] | undefined {
  if (value.kind === 'unknown') return [{ ...value, maybeAbsent: true }];
  return value.kind === 'list' ? value.items : undefined;
}

const concat: Implementation = (call) => {
  const lists = call.arguments.flatMap((value) => [itemsOf(value) ?? []]);
  return call.arguments.every(itemsOf) ? listOf(lists.flat(), call) : undefined;
};

const flatten: Implementation = (call) => {
  const items: Value[] = [];
  const waiting = [...call.arguments].reverse();
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (!call.scope.budget.takeItems(1) || items.length > MAX_ITEMS) return undefined;
    if (value.kind === 'list') waiting.push(...[...value.items].reverse());
    else items.push(value.kind === 'unknown' ? { ...value, maybeAbsent: true } : value);
  }
  return listOf(items, call);
};

const lookup: Implementation = ({ arguments: [map, key, fallback] }) => {
  if (map === undefined || key === undefined || map.kind === 'unknown') return map;
  if (key.kind === 'unknown') return key;
  const name = key.kind === 'scalar' ? textOf(key.value) : undefined;
  if (name === undefined || map.kind !== 'map') return undefined;
  return map.entries.get(name) ?? map.rest ?? fallback;
};

/** The first that is neither null nor "". */
const coalesce: Implementation = (call) => {
  for (const value of call.arguments) {
    if (value.kind !== 'scalar') return value;
    if (value.value !== null && value.value !== '') return value;
  }
  return undefined;
};

const coalesceList: Implementation = (call) =>
  call.arguments.find((value) => value.kind !== 'list' || value.items.length > 0);

const length: Implementation = (call) => {
  const [value] = call.arguments;
  switch (value?.kind) {
    case 'unknown':
      return value;
    case 'list':
      return maybeAbsentAmong(value.items) ?? scalar(value.items.length, storyOf(call));
    case 'map':
      return value.rest ?? maybeAbsentAmong(value.entries.values()) ?? scalar(value.entries.size, storyOf(call));
    case 'scalar':
      return typeof value.value === 'string' ? scalar([...value.value].length, storyOf(call)) : undefined;
    default:
      return undefined;
  }
};

function maybeAbsentAmong(values: Iterable<Value>): UnknownValue | undefined {
  for (const value of values) {
    if (value.kind === 'unknown' && value.maybeAbsent === true) return dueTo(value, value.trail);
  }
  return undefined;
}

const element: Implementation = (call) => {
  const [list, index] = call.arguments;
  const unknown = unknownArgument(call);
  if (unknown !== undefined) return unknown;
  if (list?.kind !== 'list' || index?.kind !== 'scalar' || list.items.length === 0) return undefined;
  return maybeAbsentAmong(list.items) ?? list.items[Number(index.value) % list.items.length];
};

const keys: Implementation = (call) => {
  const [map] = call.arguments;
  if (map?.kind !== 'map') return map?.kind === 'unknown' ? map : undefined;
  const open = map.rest ?? maybeAbsentAmong(map.entries.values());
  if (open !== undefined) return open;
  const names = [...map.entries.keys()].sort();
  return listOf(
    names.map((name) => scalar(name, map.entries.get(name)?.trail ?? map.trail)),
    call,
  );
};

const values: Implementation = (call) => {
  const [map] = call.arguments;
  if (map?.kind !== 'map') return map?.kind === 'unknown' ? map : undefined;
  const open = map.rest ?? maybeAbsentAmong(map.entries.values());
  if (open !== undefined) return open;
  const sorted = [...map.entries].sort(([a], [b]) => (a < b ? -1 : 1));
  return listOf(
    sorted.map(([, value]) => value),
    call,
  );
};

const contains: Implementation = (call) => {
  const [list, wanted] = call.arguments;
  if (list?.kind !== 'list' || wanted?.kind !== 'scalar') return unknownArgument(call);
  const found = list.items.some((item) => item.kind === 'scalar' && item.value === wanted.value);
  const unknown = list.items.find((item) => item.kind === 'unknown');
  return !found && unknown?.kind === 'unknown' ? dueTo(unknown, unknown.trail) : scalar(found, storyOf(call));
};

const join: Implementation = (call) => {
  const [separator, ...lists] = call.arguments;
  const items = lists.flatMap((list) => (list.kind === 'list' ? list.items : [list]));
  const unknown = firstUnknown([...items, ...call.arguments]);
  const trail = derivedTrail([...call.arguments, ...items], call.hop);
  if (unknown !== undefined) return dueTo(unknown, trail);
  const texts = items.flatMap((item) => (item.kind === 'scalar' ? (textOf(item.value) ?? []) : []));
  if (separator?.kind !== 'scalar' || texts.length !== items.length) return undefined;
  const between = String(separator.value);
  const characters = texts.reduce((sum, text) => sum + text.length + between.length, 0);
  return call.scope.budget.takeText(characters) ? scalar(texts.join(between), trail) : undefined;
};

const split: Implementation = (call) => {
  const [separator, text] = call.arguments;
  if (separator?.kind !== 'scalar' || text?.kind !== 'scalar') return unknownArgument(call);
  const words = String(text.value).split(String(separator.value));
  return listOf(
    words.map((word) => scalar(word, storyOf(call))),
    call,
  );
};

function ofList(compute: (items: readonly Value[], call: Call) => readonly Value[] | undefined): Implementation {
  return (call) => {
    const [list] = call.arguments;
    if (list?.kind !== 'list') return list?.kind === 'unknown' ? list : undefined;
    const open = maybeAbsentAmong(list.items);
    if (open !== undefined) return open;
    const items = compute(list.items, call);
    return items === undefined ? undefined : listOf(items, call);
  };
}

/** Repeated scalars once; undefined when some are not known, since they may be equal. */
function distinct(items: readonly Value[]): readonly Value[] | undefined {
  const byValue = new Map<unknown, Value>();
  for (const item of items) {
    if (item.kind !== 'scalar') return items.length === 1 ? items : undefined;
    if (!byValue.has(item.value)) byValue.set(item.value, item);
  }
  return [...byValue.values()];
}

function sorted(items: readonly Value[] | undefined): readonly Value[] | undefined {
  const texts = items?.flatMap((item) => (item.kind === 'scalar' ? [{ item, text: String(item.value) }] : []));
  if (texts === undefined || texts.length !== items?.length) return undefined;
  return texts.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0)).map(({ item }) => item);
}

function slice(items: readonly Value[], { arguments: [, from, to] }: Call): readonly Value[] | undefined {
  const [start, end] = [from, to].map((bound) => bound && numberOf(bound));
  if (start === undefined || end === undefined || start < 0 || end < start || end > items.length) return undefined;
  return items.slice(start, end);
}

function compact(items: readonly Value[]): readonly Value[] | undefined {
  if (items.some(({ kind }) => kind !== 'scalar')) return undefined;
  return items.filter((item) => item.kind === 'scalar' && item.value !== null && item.value !== '');
}

const identity: Implementation = ({ arguments: [value] }) => value;

const one: Implementation = ({ arguments: [list], hop }) => {
  if (list?.kind !== 'list') return list;
  return maybeAbsentAmong(list.items) ?? oneOf(list.items, hop);
};

function oneOf(items: readonly Value[], hop: Call['hop']): Value | undefined {
  return items.length > 1 ? undefined : (items[0] ?? scalar(null, [hop]));
}

export const COLLECTION_FUNCTIONS: ReadonlyMap<string, Implementation> = new Map([
  ['merge', merge],
  ['concat', concat],
  ['flatten', flatten],
  ['lookup', lookup],
  ['coalesce', coalesce],
  ['coalescelist', coalesceList],
  ['length', length],
  ['element', element],
  ['keys', keys],
  ['values', values],
  ['contains', contains],
  ['join', join],
  ['split', split],
  ['one', one],
  ['tomap', identity],
  ['tolist', identity],
  ['nonsensitive', identity],
  ['toset', ofList((items) => sorted(distinct(items)))],
  ['distinct', ofList(distinct)],
  ['sort', ofList(sorted)],
  ['reverse', ofList((items) => items.toReversed())],
  ['compact', ofList(compact)],
  ['slice', ofList(slice)],
  ['list', (call: Call) => listOf(call.arguments, call)],
]);
