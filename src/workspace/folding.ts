import type { StoredRecord } from './segment.js';

/** Values whose JSON is longer are folded: they are parsed where somebody looks at them. */
const LONGEST_UNFOLDED = 300;

/** Where a folded value belongs (an object or list, and its property), and where in the body its JSON stands. */
type Fold = readonly [path: readonly (string | number)[], start: number, length: number];

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
  const folds: Fold[] = [];
  const bodies: string[] = [];
  let length = 0;
  const outline = outlined(value, [], (path, folded) => {
    folds.push([path, length, folded.length]);
    bodies.push(folded);
    length += folded.length;
  });
  return {
    head: Buffer.from(asciiJson([outline, folds]), 'latin1'),
    body: Buffer.from(bodies.join(''), 'latin1'),
  };
}

/** The value that was folded: the same to everybody who reads it, in the same order of properties. */
export function unfold(record: Pick<StoredRecord, 'head' | 'body'>): unknown {
  const [outline, folds]: [unknown, readonly Fold[]] = JSON.parse(record.head.toString('latin1'));
  const items = new Map<string, { readonly path: Fold[0]; readonly stretches: Stretches }>();
  for (const [path, start, length] of folds) {
    const owner = path.slice(0, -1);
    const item = items.get(owner.join()) ?? {
      path: owner,
      stretches: { body: () => record.body(), of: Object.create(null) },
    };
    items.set(owner.join(), item);
    item.stretches.of[String(path.at(-1))] = [start, length];
  }
  for (const { path, stretches } of items.values()) {
    const list = path.slice(0, -1).reduce(memberOf, outline);
    const index = path.at(-1);
    const item = path.reduce(memberOf, outline);
    if (!Array.isArray(list) || typeof index !== 'number' || typeof item !== 'object' || item === null) {
      throw new Error('a fold that belongs to no list item');
    }
    list[index] = foldedItem(item, stretches);
  }
  return outline;
}

/** Where the JSON of an item's folded properties stands in a body. */
interface Stretches {
  readonly body: () => Buffer;
  readonly of: Record<string, readonly [start: number, length: number]>;
}

const STRETCHES = Symbol('stretches');

/** One for each name of a property, so that thousands of items share their shape. */
const getters = new Map<string, (this: { readonly [STRETCHES]: Stretches }) => unknown>();

function foldedItem(item: object, stretches: Stretches): object {
  const folded = Object.defineProperty({}, STRETCHES, { value: stretches });
  for (const [name, value] of Object.entries(item)) {
    Object.defineProperty(
      folded,
      name,
      Object.hasOwn(stretches.of, name)
        ? { configurable: true, enumerable: true, get: getterOf(name) }
        : { configurable: true, enumerable: true, writable: true, value },
    );
  }
  return folded;
}

/** Parses the property, which from then on is one like any other. */
function getterOf(name: string): (this: { readonly [STRETCHES]: Stretches }) => unknown {
  const known = getters.get(name);
  if (known !== undefined) return known;
  const getter = function (this: { readonly [STRETCHES]: Stretches }): unknown {
    const { body, of } = this[STRETCHES];
    const [start = 0, length = 0] = of[name] ?? [];
    const value: unknown = JSON.parse(body().toString('latin1', start, start + length));
    Object.defineProperty(this, name, { configurable: true, enumerable: true, writable: true, value });
    return value;
  };
  getters.set(name, getter);
  return getter;
}

type Take = (path: readonly (string | number)[], folded: string) => void;

/** The value with null in place of every long property of a list item. */
function outlined(value: unknown, path: readonly (string | number)[], take: Take): unknown {
  if (Array.isArray(value)) return value.map((item, index) => outlinedItem(item, [...path, index], take));
  if (typeof value !== 'object' || value === null) return value;
  return fromEntries(Object.entries(value).map(([key, member]) => [key, outlined(member, [...path, key], take)]));
}

function outlinedItem(item: unknown, path: readonly (string | number)[], take: Take): unknown {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return item;
  return fromEntries(
    Object.entries(item).map(([key, member]) => {
      const json = typeof member === 'object' ? asciiJson(member) : '';
      if (json.length <= LONGEST_UNFOLDED) return [key, member];
      take([...path, key], json);
      return [key, null];
    }),
  );
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
