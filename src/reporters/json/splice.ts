import { withoutPasswords } from '../hide-passwords.js';

/** A part of a document: a text that was rendered now, or the bytes of one that was rendered before. */
export type Piece = string | Uint8Array;

/** Bytes. Memory for so many is used again; for much more the operating system is asked each time. */
const BLOCK = 64 * 1024;

/** A value as `JSON.stringify` writes it with two spaces, standing so many spaces deep in a document. */
export function indented(value: unknown, depth: number): string {
  return JSON.stringify(value, withoutPasswords, 2).replaceAll('\n', `\n${' '.repeat(depth)}`);
}

/** The members of an object that stands so deep, each on lines of its own, without its braces. */
export function members(object: object, depth: number): string {
  const text = indented(object, depth);
  return text.slice(1, text.lastIndexOf('\n'));
}

/** What stands between the elements of a list that stands so deep. */
export function separator(depth: number): string {
  return `,\n${' '.repeat(depth + 2)}`;
}

/** A list that stands so deep, of elements that are rendered already; an empty piece is no element. */
export function* listOf(elements: Iterable<readonly Piece[]>, depth: number): Iterable<Piece> {
  const between = separator(depth);
  let empty = true;
  for (const pieces of elements) {
    if (pieces.every(({ length }) => length === 0)) continue;
    yield empty ? `[${between.slice(1)}` : between;
    yield* pieces;
    empty = false;
  }
  yield empty ? '[]' : `\n${' '.repeat(depth)}]`;
}

/** The bytes of many pieces, a block at a time. */
export function* inBlocks(pieces: Iterable<Piece>): Iterable<Uint8Array> {
  let waiting: Uint8Array[] = [];
  let length = 0;
  for (const each of pieces) {
    const bytes = typeof each === 'string' ? Buffer.from(each, 'utf8') : each;
    waiting.push(bytes);
    length += bytes.length;
    if (length < BLOCK) continue;
    yield Buffer.concat(waiting, length);
    waiting = [];
    length = 0;
  }
  yield Buffer.concat(waiting, length);
}
