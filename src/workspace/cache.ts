import { asciiJson, fold, unfold } from './folding.js';
import type { Saved } from './pack.js';
import type { StoredRecord } from './segment.js';
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
  /** By `reader@version`, the results of all readers that want the file; undefined where they are not known to be all. */
  all?(path: string, blobId: string): ReadonlyMap<string, Value> | undefined;
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
  values: ReadonlyMap<string, Value>;
  changed: boolean;
}

/** Bytes. Most contents that are stored as shortly say nothing, all in the same words. */
const SHORT = 64;

/** Kept between runs in a store. What is long in a result is parsed only where somebody looks at it. */
export class DiskCache<Value> implements FactsCache<Value> {
  readonly #store: Store;
  readonly #entries = new Map<string, Entry<Value>>();

  readonly #short = new Map<string, ReadonlyMap<string, Value>>();

  /**
   * `release` names Plumbline's version and the readers: what others put is not used. They put the results of all of them
   * for a content, or none.
   */
  constructor(directory: string, release: string) {
    this.#store = new Store(directory, `facts 3 ${release}`);
  }

  all(path: string, blobId: string): ReadonlyMap<string, Value> | undefined {
    const { values } = this.#entryOf(contentName({ path, blobId }));
    return values.size === 0 ? undefined : values;
  }

  get(key: CacheKey): Value | undefined {
    return this.#entryOf(contentName(key)).values.get(readerName(key));
  }

  put(key: CacheKey, value: Value): void {
    const entry = this.#entryOf(contentName(key));
    const others = [...entry.values].filter(([name]) => !name.startsWith(`${key.reader}@`));
    entry.values = new Map([...others, [readerName(key), value]]);
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
    const entry: Entry<Value> = {
      values: record === undefined ? new Map<string, Value>() : this.#valuesIn(record),
      changed: false,
    };
    this.#entries.set(name, entry);
    return entry;
  }

  #valuesIn(record: StoredRecord): ReadonlyMap<string, Value> {
    const short = record.head.length > SHORT ? undefined : record.head.toString('latin1');
    const known = short === undefined ? undefined : this.#short.get(short);
    if (known !== undefined) return known;
    const values = new Map(Object.entries(unfold(record) as Record<string, Value>));
    if (short !== undefined) this.#short.set(short, values);
    return values;
  }
}

/** In ASCII, without the tab and the line break that separate the stored form; as JSON where the path has other characters. */
function contentName({ path, blobId }: Pick<CacheKey, 'path' | 'blobId'>): string {
  return `${blobId} ${/^[\w./ -]*$/.test(path) ? path : asciiJson(path)}`;
}

function readerName({ reader, version }: CacheKey): string {
  return `${reader}@${version}`;
}
