import { readPack, type Saved, writePack } from './pack.js';

/** One reader's result for one content at one path is found again by these. */
export interface CacheKey {
  readonly reader: string;
  readonly version: number;
  readonly path: string;
  readonly blobId: string;
}

/** Remembers what a reader made of a file. `Value` is plain JSON data. */
export interface FactsCache<Value> {
  get(key: CacheKey): Value | undefined;
  put(key: CacheKey, value: Value): void;
}

/** Lives as long as the process and holds at most `limit` results; the ones used longest ago go first. */
export class MemoryCache<Value> implements FactsCache<Value> {
  readonly #values = new Map<string, Value>();
  readonly #limit: number;

  constructor(limit = 100_000) {
    this.#limit = limit;
  }

  get(key: CacheKey): Value | undefined {
    const name = `${contentName(key)} ${readerName(key)}`;
    const value = this.#values.get(name);
    if (value !== undefined) {
      this.#values.delete(name);
      this.#values.set(name, value);
    }
    return value;
  }

  put(key: CacheKey, value: Value): void {
    this.#values.set(`${contentName(key)} ${readerName(key)}`, value);
    if (this.#values.size <= this.#limit) return;
    for (const oldest of this.#values.keys()) {
      this.#values.delete(oldest);
      return;
    }
  }
}

/** All results for one content. `line` is their stored form and stays true until a result is added. */
interface Entry<Value> {
  line: string | undefined;
  values: Map<string, Value> | undefined;
  used: boolean;
}

/**
 * One file on disk, read whole and parsed entry by entry when asked: an entry that nobody asks for costs its line, and an
 * unchanged one is written back without being serialised again.
 */
export class DiskCache<Value> implements FactsCache<Value> {
  readonly #file: string;
  readonly #stamp: string;
  readonly #entries = new Map<string, Entry<Value>>();
  #changed = false;

  /** `release` is the version of Plumbline: another release's results are not used. */
  constructor(file: string, release: string) {
    this.#file = file;
    this.#stamp = `facts 1 ${release}`;
    for (const line of readPack(file, this.#stamp) ?? []) {
      this.#entries.set(line.slice(0, line.indexOf('\t')), { line, values: undefined, used: false });
    }
  }

  get(key: CacheKey): Value | undefined {
    const entry = this.#entries.get(contentName(key));
    if (entry === undefined) return undefined;
    entry.used = true;
    return this.#valuesOf(entry).get(readerName(key));
  }

  put(key: CacheKey, value: Value): void {
    const name = contentName(key);
    const entry: Entry<Value> = this.#entries.get(name) ?? { line: undefined, values: new Map(), used: true };
    const values = this.#valuesOf(entry);
    for (const other of values.keys()) if (other.startsWith(`${key.reader}@`)) values.delete(other);
    values.set(readerName(key), value);
    entry.line = undefined;
    entry.used = true;
    this.#entries.set(name, entry);
    this.#changed = true;
  }

  /** Keeps the contents that this run asked for, and no others, so that the file stays as large as one revision. */
  save(): Saved {
    const used = [...this.#entries].filter(([, entry]) => entry.used);
    if (!this.#changed && used.length === this.#entries.size) return { ok: true };
    return writePack(
      this.#file,
      this.#stamp,
      used.map(
        ([name, entry]) => entry.line ?? `${name}\t${JSON.stringify(Object.fromEntries(this.#valuesOf(entry)))}`,
      ),
    );
  }

  #valuesOf(entry: Entry<Value>): Map<string, Value> {
    if (entry.values === undefined) {
      const stored: Record<string, Value> = JSON.parse(entry.line?.slice(entry.line.indexOf('\t') + 1) ?? '{}');
      entry.values = new Map(Object.entries(stored));
    }
    return entry.values;
  }
}

/** As JSON, so that no path can hold the tab and the line break that separate the stored form. */
function contentName({ path, blobId }: CacheKey): string {
  return `${blobId} ${JSON.stringify(path)}`;
}

function readerName({ reader, version }: CacheKey): string {
  return `${reader}@${version}`;
}
