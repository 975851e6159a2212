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
  let bytes: Buffer | undefined;
  for (const [path, start, length] of folds) {
    const owner = path.slice(0, -1).reduce(member, outline);
    const property = path.at(-1);
    if (typeof owner !== 'object' || owner === null || property === undefined) throw new Error('a fold without owner');
    defineLazily(owner, property, () => {
      bytes ??= record.body();
      return JSON.parse(bytes.toString('latin1', start, start + length));
    });
  }
  return outline;
}

function defineLazily(owner: object, property: string | number, parse: () => unknown): void {
  Object.defineProperty(owner, property, {
    configurable: true,
    enumerable: true,
    get: () => {
      const value = parse();
      Object.defineProperty(owner, property, { configurable: true, enumerable: true, writable: true, value });
      return value;
    },
  });
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

function member(owner: unknown, key: string | number): unknown {
  return typeof owner === 'object' && owner !== null ? Reflect.get(owner, key) : undefined;
}

/** JSON without characters beyond ASCII, so that offsets of text and bytes are the same. */
export function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
