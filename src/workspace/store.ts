import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Saved } from './pack.js';
import { Segment, type StoredRecord, writeSegment } from './segment.js';

const EXTENSION = '.segment';
const NOTHING = Buffer.alloc(0);
/** As much garbage is not worth writing the rest anew. */
const SMALL = 1024 * 1024;

/**
 * Records by key that are kept between runs, in a directory of its own. A run adds one segment with what is new to it;
 * the segments that are smaller than it are taken into it, so that there are never many. Two runs at once each add theirs.
 */
export class Store {
  readonly #directory: string;
  readonly #stamp: string;
  readonly #segments: readonly Segment[];
  /** Of another release, or damaged: nobody will read them. */
  readonly #foreign: readonly string[];
  readonly #added = new Map<string, StoredRecord>();
  readonly #used = new Set<string>();
  /** Bytes of those in the segments. */
  #usedSize = 0;

  /** What another `stamp` wrote is not used, and neither is what is damaged. */
  constructor(directory: string, stamp: string) {
    this.#directory = directory;
    this.#stamp = stamp;
    const files = filesIn(directory).map((name) => join(directory, name));
    const opened = files.map((file) => Segment.open(file, stamp));
    this.#segments = opened.filter((segment) => segment !== undefined);
    this.#foreign = files.filter((_, index) => opened[index] === undefined);
  }

  get(key: string): StoredRecord | undefined {
    const record = this.#added.get(key) ?? this.#find(key);
    if (record !== undefined) this.#use(key, record.head.length + record.bodyLength);
    return record;
  }

  put(key: string, head: Buffer, body: Buffer = NOTHING): void {
    this.#used.add(key);
    this.#added.set(key, { head, bodyLength: body.length, body: () => body });
  }

  /** Says that a record is still of use without looking at it. */
  keep(key: string): void {
    this.#use(key, this.#segments.findLast((segment) => segment.has(key))?.sizeOf(key) ?? 0);
  }

  /** Adds what is new; where less than a third of all was of use to this run, nothing else stays. */
  save(): Saved {
    const wasteful = this.#isWasteful();
    if (this.#added.size === 0 && !wasteful) return { ok: true };
    try {
      mkdirSync(this.#directory, { recursive: true, mode: 0o700 });
      const absorbed = wasteful ? this.#segments : this.#smallSegments();
      const records = this.#recordsOf(absorbed, wasteful);
      writeSegment(join(this.#directory, this.#nextName()), this.#stamp, records);
      for (const file of [...absorbed.map((segment) => segment.file), ...this.#foreign]) rmSync(file, { force: true });
      return { ok: true };
    } catch (error) {
      return { ok: false, message: error instanceof Error ? error.message : String(error) };
    }
  }

  /** The newest segment wins. */
  #find(key: string): StoredRecord | undefined {
    return this.#segments.findLast((segment) => segment.has(key))?.get(key);
  }

  #recordsOf(segments: readonly Segment[], onlyUsed: boolean): ReadonlyMap<string, StoredRecord> {
    const records = new Map<string, StoredRecord>();
    for (const segment of segments) {
      for (const key of segment.keys()) {
        const record = onlyUsed && !this.#used.has(key) ? undefined : segment.get(key);
        if (record !== undefined) records.set(key, record);
      }
    }
    for (const [key, record] of this.#added) records.set(key, record);
    return records;
  }

  #isWasteful(): boolean {
    const all = this.#segments.reduce((sum, { size }) => sum + size, 0);
    return all > SMALL && this.#usedSize < all / 3;
  }

  #use(key: string, size: number): void {
    if (this.#used.has(key)) return;
    this.#used.add(key);
    this.#usedSize += size;
  }

  #smallSegments(): readonly Segment[] {
    let size = 0;
    for (const { head, bodyLength } of this.#added.values()) size += head.length + bodyLength;
    const absorbed: Segment[] = [];
    for (const segment of [...this.#segments].reverse()) {
      if (segment.size > 2 * size) break;
      absorbed.unshift(segment);
      size += segment.size;
    }
    return absorbed;
  }

  /** Sorts after all that exist; two runs at once never choose the same. */
  #nextName(): string {
    const last = filesIn(this.#directory).at(-1) ?? '0';
    const number = Number.parseInt(last, 10) + 1;
    return `${String(number).padStart(12, '0')}-${randomBytes(4).toString('hex')}${EXTENSION}`;
  }
}

/** Oldest first. A directory that is not there holds none. */
function filesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory)
      .filter((name) => name.endsWith(EXTENSION))
      .sort();
  } catch {
    return [];
  }
}
