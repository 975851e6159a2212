import { asciiJson, fold, unfold } from './folding.js';
import type { Saved } from './pack.js';
import { Store } from './store.js';

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

/** All results for one content, by reader. */
interface Entry<Value> {
  values: Map<string, Value>;
  changed: boolean;
}

/** Kept between runs in a store. What is long in a result is parsed only where somebody looks at it. */
export class DiskCache<Value> implements FactsCache<Value> {
  readonly #store: Store;
  readonly #entries = new Map<string, Entry<Value>>();

  /** `release` is the version of Plumbline: another release's results are not used. */
  constructor(directory: string, release: string) {
    this.#store = new Store(directory, `facts 2 ${release}`);
  }

  get(key: CacheKey): Value | undefined {
    return this.#entryOf(contentName(key)).values.get(readerName(key));
  }

  put(key: CacheKey, value: Value): void {
    const entry = this.#entryOf(contentName(key));
    for (const other of entry.values.keys()) if (other.startsWith(`${key.reader}@`)) entry.values.delete(other);
    entry.values.set(readerName(key), value);
    entry.changed = true;
  }

  save(): Saved {
    for (const [name, { values, changed }] of this.#entries) {
      if (!changed) continue;
      const { head, body } = fold(Object.fromEntries(values));
      this.#store.put(name, head, body);
    }
    return this.#store.save();
  }

  #entryOf(name: string): Entry<Value> {
    const known = this.#entries.get(name);
    if (known !== undefined) return known;
    const record = this.#store.get(name);
    const stored = record === undefined ? {} : (unfold(record) as Record<string, Value>);
    const entry = { values: new Map(Object.entries(stored)), changed: false };
    this.#entries.set(name, entry);
    return entry;
  }
}

/** In ASCII, without the tab and the line break that separate the stored form; as JSON where the path has other characters. */
function contentName({ path, blobId }: CacheKey): string {
  return `${blobId} ${/^[\w./ -]*$/.test(path) ? path : asciiJson(path)}`;
}

function readerName({ reader, version }: CacheKey): string {
  return `${reader}@${version}`;
}
