import { closeSync, fstatSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';

const MAGIC = 'plumbline-segment';
/** The number of records, the bytes of their keys and of their heads, and the checksum of index and heads, in hexadecimal digits. */
const TRAILER = /^([0-9a-f]{8})([0-9a-f]{8})([0-9a-f]{8})([0-9a-f]{8})$/;
const TRAILER_LENGTH = 32;
/** Bytes. */
const WRITTEN_AT_ONCE = 1024 * 1024;

/** A record of a store as its segment keeps it: what is looked at in every run, and what is seldom needed. */
export interface StoredRecord {
  readonly head: Buffer;
  /** Bytes. */
  readonly bodyLength: number;
  body(): Buffer;
}

/** A record whose bytes are not those that were written. Whoever meets it starts again without the store. */
export class DamagedStore extends Error {}

/**
 * A file of records that is written once, whole, and read as far as it is needed: all heads and the index when it is opened,
 * a body when it is asked for.
 */
export class Segment {
  readonly file: string;
  /** Bytes. */
  readonly size: number;
  readonly #index: Index;
  readonly #bodies: Bodies;

  private constructor(file: string, size: number, index: Index, bodies: Bodies) {
    this.file = file;
    this.size = size;
    this.#index = index;
    this.#bodies = bodies;
  }

  /** Undefined for anything but a file that `writeSegment` wrote with this stamp: caches may vanish or change at any time. */
  static open(file: string, stamp: string): Segment | undefined {
    let descriptor: number;
    try {
      descriptor = openSync(file, 'r');
    } catch {
      return undefined;
    }
    const { size } = fstatSync(descriptor);
    const index = readIndex(descriptor, size, stamp);
    if (index !== undefined) return new Segment(file, size, index, new Bodies(descriptor));
    closeSync(descriptor);
    return undefined;
  }

  keys(): Iterable<string> {
    return this.#index.positions.keys();
  }

  has(key: string): boolean {
    return this.#index.positions.has(key);
  }

  get(key: string): StoredRecord | undefined {
    const position = this.#index.positions.get(key);
    return position === undefined ? undefined : this.#record(position);
  }

  /** Bytes of a record; 0 for one that is not there. */
  sizeOf(key: string): number {
    const position = this.#index.positions.get(key);
    return position === undefined ? 0 : this.#index.headLength(position) + this.#index.bodyLength(position);
  }

  #record(position: number): StoredRecord {
    const index = this.#index;
    const bodyLength = index.bodyLength(position);
    return {
      head: index.head(position),
      bodyLength,
      body: () => {
        const bytes = this.#bodies.read(index.bodyOffset(position), bodyLength);
        if (crc32(bytes) === index.checksum(position)) return bytes;
        rmSync(this.file, { force: true });
        throw new DamagedStore('a cache does not hold what was written to it');
      },
    };
  }
}

/** Numbers that the index holds of each record: the length of its head, and its body's length and checksum. */
const NUMBERS = 3;

/** Where each record lies: heads one after the other, then the bodies, both in the order of the keys. */
class Index {
  readonly positions = new Map<string, number>();
  readonly #heads: Buffer;
  readonly #numbers: DataView;
  readonly #headOffsets: Float64Array;
  readonly #bodyOffsets: Float64Array;

  constructor(keys: readonly string[], numbers: Buffer, heads: Buffer, start: number) {
    this.#heads = heads;
    this.#numbers = new DataView(numbers.buffer, numbers.byteOffset, numbers.length);
    this.#headOffsets = new Float64Array(keys.length);
    this.#bodyOffsets = new Float64Array(keys.length);
    let head = 0;
    let body = start + heads.length;
    for (const [position, key] of keys.entries()) {
      this.positions.set(key, position);
      this.#headOffsets[position] = head;
      this.#bodyOffsets[position] = body;
      head += this.headLength(position);
      body += this.bodyLength(position);
    }
  }

  head(position: number): Buffer {
    const offset = this.#headOffsets[position] ?? 0;
    return this.#heads.subarray(offset, offset + this.headLength(position));
  }

  headLength(position: number): number {
    return this.#number(position, 0);
  }

  bodyLength(position: number): number {
    return this.#number(position, 1);
  }

  checksum(position: number): number {
    return this.#number(position, 2);
  }

  bodyOffset(position: number): number {
    return this.#bodyOffsets[position] ?? 0;
  }

  #number(position: number, which: number): number {
    return this.#numbers.getUint32((position * NUMBERS + which) * 4);
  }
}

function readIndex(descriptor: number, size: number, stamp: string): Index | undefined {
  const header = headerOf(stamp);
  if (size < header.length + TRAILER_LENGTH) return undefined;
  if (!readAt(descriptor, 0, header.length).equals(header)) return undefined;
  const trailer = TRAILER.exec(readAt(descriptor, size - TRAILER_LENGTH, TRAILER_LENGTH).toString('latin1'));
  if (trailer === null) return undefined;
  const [count = 0, keysLength = 0, headsLength = 0, checksum = 0] = trailer.slice(1).map(fromHex);
  const indexLength = keysLength + count * NUMBERS * 4;
  if (header.length + headsLength + indexLength + TRAILER_LENGTH > size) return undefined;
  const index = readAt(descriptor, size - TRAILER_LENGTH - indexLength, indexLength);
  const heads = readAt(descriptor, header.length, headsLength);
  if (crc32(heads, crc32(index)) !== checksum) return undefined;
  const keys = count === 0 ? [] : index.toString('latin1', 0, keysLength).split('\n');
  return new Index(keys, index.subarray(keysLength), heads, header.length);
}

/** Bytes. Bodies that are asked for one after the other mostly lie so, too. */
const READ_AHEAD = 256 * 1024;

/** Reads a file a stretch at a time. */
class Bodies {
  readonly #descriptor: number;
  #start = 0;
  #bytes: Buffer = Buffer.alloc(0);

  constructor(descriptor: number) {
    this.#descriptor = descriptor;
  }

  read(offset: number, length: number): Buffer {
    if (offset < this.#start || offset + length > this.#start + this.#bytes.length) {
      this.#bytes = readAt(this.#descriptor, offset, Math.max(length, READ_AHEAD));
      this.#start = offset;
    }
    return this.#bytes.subarray(offset - this.#start, offset - this.#start + length);
  }
}

/** Fewer bytes than asked for where the file ends before. */
function readAt(descriptor: number, offset: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafeSlow(length);
  let done = 0;
  while (done < length) {
    const count = readSync(descriptor, bytes, done, length - done, offset + done);
    if (count === 0) break;
    done += count;
  }
  return bytes.subarray(0, done);
}

/** Writes records, by key, so that others see the whole segment or none. Keys are ASCII without line breaks. */
export function writeSegment(file: string, stamp: string, records: ReadonlyMap<string, StoredRecord>): void {
  const unfinished = `${file}.tmp`;
  const descriptor = openSync(unfinished, 'wx', 0o600);
  try {
    writeRecords(new Writer(descriptor), stamp, records);
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  } finally {
    closeSync(descriptor);
  }
}

function writeRecords(writer: Writer, stamp: string, records: ReadonlyMap<string, StoredRecord>): void {
  const heads = Buffer.concat([...records.values()].map(({ head }) => head));
  const numbers = Buffer.alloc(records.size * NUMBERS * 4);
  let at = 0;
  writer.add(headerOf(stamp));
  writer.add(heads);
  for (const record of records.values()) {
    const body = record.body();
    writer.add(body);
    for (const number of [record.head.length, body.length, crc32(body)]) at = numbers.writeUInt32BE(number, at);
  }
  const keys = Buffer.from([...records.keys()].join('\n'), 'latin1');
  const index = Buffer.concat([keys, numbers]);
  writer.add(index);
  const described = [records.size, keys.length, heads.length, crc32(heads, crc32(index))];
  writer.add(Buffer.from(described.map(toHex).join(''), 'latin1'));
  writer.flush();
}

/** Writes many small pieces a megabyte at a time. */
class Writer {
  readonly #descriptor: number;
  #waiting: Buffer[] = [];
  #size = 0;

  constructor(descriptor: number) {
    this.#descriptor = descriptor;
  }

  add(bytes: Buffer): void {
    this.#size += bytes.length;
    this.#waiting.push(bytes);
    if (this.#size > WRITTEN_AT_ONCE) this.flush();
  }

  flush(): void {
    const bytes = Buffer.concat(this.#waiting);
    this.#waiting = [];
    this.#size = 0;
    for (let done = 0; done < bytes.length; ) done += writeSync(this.#descriptor, bytes, done);
  }
}

function toHex(number: number): string {
  return number.toString(16).padStart(8, '0');
}

function fromHex(digits: string): number {
  return Number.parseInt(digits, 16);
}

function headerOf(stamp: string): Buffer {
  return Buffer.from(`${MAGIC} ${stamp}\n`, 'utf8');
}
