import { closeSync, fstatSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';

const MAGIC = 'plumbline-segment';
/** Offset, length and checksum of the index, in hexadecimal digits of fixed length. */
const TRAILER = /^([0-9a-f]{12})([0-9a-f]{12})([0-9a-f]{8})$/;
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
  readonly records: ReadonlyMap<string, StoredRecord>;

  private constructor(file: string, size: number, records: ReadonlyMap<string, StoredRecord>) {
    this.file = file;
    this.size = size;
    this.records = records;
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
    const records = readRecords(descriptor, size, stamp);
    if (records !== undefined) return new Segment(file, size, records);
    closeSync(descriptor);
    return undefined;
  }
}

function readRecords(descriptor: number, size: number, stamp: string): ReadonlyMap<string, StoredRecord> | undefined {
  const header = headerOf(stamp);
  if (size < header.length + TRAILER_LENGTH) return undefined;
  if (!readAt(descriptor, 0, header.length).equals(header)) return undefined;
  const trailer = TRAILER.exec(readAt(descriptor, size - TRAILER_LENGTH, TRAILER_LENGTH).toString('latin1'));
  if (trailer === null) return undefined;
  const [offset = 0, length = 0, checksum = 0] = trailer.slice(1).map((digits) => Number.parseInt(digits, 16));
  if (offset + length + TRAILER_LENGTH !== size) return undefined;
  const index = readAt(descriptor, offset, length);
  if (crc32(index) !== checksum) return undefined;
  return parseIndex(index, descriptor, header.length);
}

/** Heads lie one after the other from `start` on, then the bodies, both in the order of the index. */
function parseIndex(index: Buffer, descriptor: number, start: number): ReadonlyMap<string, StoredRecord> | undefined {
  const [headsLength = '', headsChecksum = '', ...lines] = index.toString('latin1').split('\n');
  const heads = readAt(descriptor, start, Number(headsLength));
  if (crc32(heads) !== Number(headsChecksum)) return undefined;
  const records = new Map<string, StoredRecord>();
  let head = 0;
  const bodies = new Bodies(descriptor);
  let body = start + heads.length;
  for (const line of lines) {
    const [key = '', headLength, bodyLength, checksum] = line.split('\t');
    const next = head + Number(headLength);
    records.set(
      key,
      new SegmentRecord(heads.subarray(head, next), bodies, body, Number(bodyLength), Number(checksum)),
    );
    head = next;
    body += Number(bodyLength);
  }
  return records;
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

class SegmentRecord implements StoredRecord {
  constructor(
    readonly head: Buffer,
    private readonly bodies: Bodies,
    private readonly offset: number,
    readonly bodyLength: number,
    private readonly checksum: number,
  ) {}

  body(): Buffer {
    const bytes = this.bodies.read(this.offset, this.bodyLength);
    if (crc32(bytes) !== this.checksum) throw new DamagedStore('a cache was changed while it was read');
    return bytes;
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

/** Writes records, by key, so that others see the whole segment or none. Keys are ASCII without tabs and line breaks. */
export function writeSegment(file: string, stamp: string, records: ReadonlyMap<string, StoredRecord>): void {
  const unfinished = `${file}.tmp`;
  const descriptor = openSync(unfinished, 'wx', 0o600);
  try {
    const heads = Buffer.concat([...records.values()].map(({ head }) => head));
    const lines = [`${heads.length}`, `${crc32(heads)}`];
    const writer = new Writer(descriptor);
    writer.add(headerOf(stamp));
    writer.add(heads);
    for (const [key, record] of records) {
      const body = record.body();
      writer.add(body);
      lines.push(`${key}\t${record.head.length}\t${body.length}\t${crc32(body)}`);
    }
    const index = Buffer.from(lines.join('\n'), 'latin1');
    const trailer = `${hex(writer.length, 12)}${hex(index.length, 12)}${hex(crc32(index), 8)}`;
    writer.add(index);
    writer.add(Buffer.from(trailer, 'latin1'));
    writer.flush();
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  } finally {
    closeSync(descriptor);
  }
}

/** Writes many small pieces a megabyte at a time. */
class Writer {
  /** Bytes added. */
  length = 0;
  readonly #descriptor: number;
  #waiting: Buffer[] = [];
  #size = 0;

  constructor(descriptor: number) {
    this.#descriptor = descriptor;
  }

  add(bytes: Buffer): void {
    this.length += bytes.length;
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

function hex(number: number, digits: number): string {
  return number.toString(16).padStart(digits, '0');
}

function headerOf(stamp: string): Buffer {
  return Buffer.from(`${MAGIC} ${stamp}\n`, 'utf8');
}
