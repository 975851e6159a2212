import type { StoredRecord } from './segment.js';

/** Values whose JSON is longer are folded: they are parsed where somebody looks at them. */
const LONGEST_UNFOLDED = 300;

/** Where the JSON of an item's folded properties stands in a body, by property. */
type Stretches = Readonly<Record<string, readonly [start: number, length: number]>>;

/** A list item of which something was folded. */
type FoldedItem = readonly [path: readonly (string | number)[], stretches: Stretches];

/** A value in two parts: an outline, and the JSON of what was taken out of it. Both are ASCII. */
export interface Folded {
  readonly head: Buffer;
  readonly body: Buffer;
}

/**
 * Stores plain JSON data so that a part of it costs nothing until it is read. Facts have many properties that only those
 * look into who join just this one, such as the containers of a workload: long properties of list items are folded.
 */
export function fold(value: unknown): Folded {
  const items: FoldedItem[] = [];
  const bodies: string[] = [];
  let length = 0;
  const outline = outlined(value, [], (path, properties) => {
    const stretches = properties.map(([name, json]) => {
      const start = length;
      length += json.length;
      bodies.push(json);
      return [name, [start, json.length] as const] as const;
    });
    items.push([path, Object.fromEntries(stretches)]);
  });
  return {
    head: Buffer.from(asciiJson([outline, items]), 'latin1'),
    body: Buffer.from(bodies.join(''), 'latin1'),
  };
}

/** The value that was folded: the same to everybody who reads it, in the same order of properties. */
export function unfold(record: Pick<StoredRecord, 'head' | 'body'>): unknown {
  const [outline, items]: [unknown, readonly FoldedItem[]] = JSON.parse(record.head.toString('latin1'));
  const body = () => record.body();
  for (const [path, stretches] of items) {
    const list = path.slice(0, -1).reduce(memberOf, outline);
    const index = path.at(-1);
    const item = memberOf(list, index ?? '');
    if (!Array.isArray(list) || typeof index !== 'number' || typeof item !== 'object' || item === null) {
      throw new Error('a fold that belongs to no list item');
    }
    list[index] = foldedItem(item, { body, stretches });
  }
  return outline;
}

/** Where folded properties come from. */
interface Origin {
  readonly body: () => Buffer;
  readonly stretches: Stretches;
}

const ORIGIN = Symbol('origin');

type Getter = (this: { readonly [ORIGIN]: Origin }) => unknown;

const OPEN = { configurable: true, enumerable: true } as const;

/** One for each name of a property, so that thousands of items share their shape. */
const getters = new Map<string, PropertyDescriptor>();

function foldedItem(item: object, origin: Origin): object {
  const folded: Record<string, unknown> = Object.defineProperty({}, ORIGIN, { value: origin });
  for (const [name, value] of Object.entries(item)) {
    if (Object.hasOwn(origin.stretches, name)) Object.defineProperty(folded, name, getterOf(name));
    else if (name === '__proto__') Object.defineProperty(folded, name, { ...OPEN, writable: true, value });
    else folded[name] = value;
  }
  return folded;
}

/** Parses the property, which from then on is one like any other. */
function getterOf(name: string): PropertyDescriptor {
  const known = getters.get(name);
  if (known !== undefined) return known;
  const getter: Getter = function () {
    const { body, stretches } = this[ORIGIN];
    const [start = 0, length = 0] = stretches[name] ?? [];
    const value: unknown = JSON.parse(body().toString('latin1', start, start + length));
    Object.defineProperty(this, name, { ...OPEN, writable: true, value });
    return value;
  };
  const descriptor = { ...OPEN, get: getter };
  getters.set(name, descriptor);
  return descriptor;
}

type Take = (path: readonly (string | number)[], properties: readonly (readonly [string, string])[]) => void;

/** The value with null in place of every long property of a list item. */
function outlined(value: unknown, path: readonly (string | number)[], take: Take): unknown {
  if (Array.isArray(value)) return value.map((item, index) => outlinedItem(item, [...path, index], take));
  if (typeof value !== 'object' || value === null) return value;
  return fromEntries(Object.entries(value).map(([key, member]) => [key, outlined(member, [...path, key], take)]));
}

function outlinedItem(item: unknown, path: readonly (string | number)[], take: Take): unknown {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return item;
  const folded: [string, string][] = [];
  const outline = Object.entries(item).map(([key, member]): readonly [string, unknown] => {
    const json = typeof member === 'object' ? asciiJson(member) : '';
    if (json.length <= LONGEST_UNFOLDED) return [key, member];
    folded.push([key, json]);
    return [key, null];
  });
  if (folded.length > 0) take(path, folded);
  return fromEntries(outline);
}

/** With `__proto__` as a key like any other: the names come from a repository. */
function fromEntries(entries: readonly (readonly [string, unknown])[]): object {
  return Object.fromEntries(entries);
}

function memberOf(owner: unknown, key: string | number): unknown {
  return typeof owner === 'object' && owner !== null ? Reflect.get(owner, key) : undefined;
}

/** JSON without characters beyond ASCII, so that offsets of text and bytes are the same. */
export function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
