import type { Reading } from '../../readers/reader.js';
import type { CacheKey, FactsCache } from '../../workspace/cache.js';
import type { StoredFacts } from '../facts-store.js';
import type { Ask } from './ask.js';
import { wantingReaders } from './wanting-readers.js';

type Readings = Map<string, Reading<unknown>>;

/** A content at a path. */
export interface WantedContent {
  readonly path: string;
  readonly blobId: string;
}

interface Entry extends WantedContent {
  readonly repository: number;
  readonly readings: Readings;
  /** Some of its readings are in no store. */
  unsaved: boolean;
  /** Of a tree; others are of tries. */
  ofTree: boolean;
  /** An estimate; undefined until it is made. */
  bytes: number | undefined;
}

/** What a store keeps, as JSON. */
interface StoredForm {
  readonly release: string;
  readonly readings: Readonly<Record<string, Reading<unknown>>>;
}

/** Contents that the store is asked for at once. */
const MAX_ASKED = 5_000;
/** What an object costs besides its JSON, and how much larger than its JSON it is. */
const ENTRY_BYTES = 600;
const BYTES_PER_CHARACTER = 4;

/** Readings of all repositories, those that were used last, within a number of bytes. */
export class ReadingsMemory {
  /** By repository and blob id; few contents lie at several paths. */
  readonly #entries = new Map<number, Map<string, Entry[]>>();
  /** Those that were used longest ago come first. */
  readonly #order = new Set<Entry>();
  readonly #limit: number;
  /** Stores outlive releases, and a reading is believed only by the one that made it. */
  readonly #release: string;
  #bytes = 0;

  constructor(limitBytes: number, release: string) {
    this.#limit = limitBytes;
    this.#release = release;
  }

  of(repository: number): FactsCache<Reading<unknown>> {
    return {
      get: (key) => this.#find(repository, key)?.readings.get(readerOf(key)),
      put: (key, reading) => {
        const entry = this.#findOrAdd(repository, key);
        entry.readings.set(readerOf(key), reading);
        entry.unsaved = true;
        this.#forgetSize(entry);
      },
    };
  }

  /** Brings the readings of contents here, as far as the store has them. Whoever asks next finds them, or knows that there are none. */
  async load(repository: number, contents: readonly WantedContent[], ask: Ask): Promise<void> {
    const unknown = contents.filter((content) => !this.#touch(repository, content));
    for (let at = 0; at < unknown.length; at += MAX_ASKED) {
      const asked = unknown.slice(at, at + MAX_ASKED).map(({ path, blobId }) => ({ path, blobId }));
      const stored = await ask.facts(asked);
      for (const content of asked) this.#findOrAdd(repository, content).ofTree = true;
      for (const facts of stored) this.#restore(repository, facts);
    }
  }

  /** Whether the content need not be read again. */
  isRead(repository: number, content: WantedContent): boolean {
    const readings = this.#find(repository, content)?.readings;
    return readings !== undefined && wantingReaders(content.path).every((name) => readings.has(name));
  }

  /** What the store does not have of these contents. From now on it counts as stored. */
  takeUnsaved(repository: number, contents: readonly WantedContent[]): readonly StoredFacts[] {
    return contents.flatMap((content) => {
      const entry = this.#find(repository, content);
      if (entry === undefined || !entry.unsaved || !this.isRead(repository, content)) return [];
      entry.unsaved = false;
      const { path, blobId } = content;
      return [{ path, blobId, readings: this.#weigh(entry) }];
    });
  }

  /** Forgets what was used longest ago, as far as there is too much. Not while a request is worked on. */
  shrink(): void {
    for (const entry of this.#order) if (entry.bytes === undefined) this.#weigh(entry);
    for (const entry of this.#order) {
      if (this.#bytes <= this.#limit) return;
      this.#remove(entry);
    }
  }

  #find(repository: number, { path, blobId }: WantedContent): Entry | undefined {
    return this.#entries
      .get(repository)
      ?.get(blobId)
      ?.find((entry) => entry.path === path);
  }

  #findOrAdd(repository: number, { path, blobId }: WantedContent): Entry {
    const present = this.#find(repository, { path, blobId });
    if (present !== undefined) return present;
    const entry: Entry = {
      repository,
      path,
      blobId,
      readings: new Map(),
      unsaved: false,
      ofTree: false,
      bytes: undefined,
    };
    const ofRepository = this.#entries.get(repository) ?? new Map<string, Entry[]>();
    this.#entries.set(repository, ofRepository.set(blobId, [...(ofRepository.get(blobId) ?? []), entry]));
    this.#order.add(entry);
    return entry;
  }

  #remove(entry: Entry): void {
    const { repository, blobId } = entry;
    this.#order.delete(entry);
    this.#forgetSize(entry);
    const ofRepository = this.#entries.get(repository);
    const others = ofRepository?.get(blobId)?.filter((other) => other !== entry) ?? [];
    if (others.length > 0) ofRepository?.set(blobId, others);
    else ofRepository?.delete(blobId);
    if (ofRepository?.size === 0) this.#entries.delete(repository);
  }

  /** Whether the store was asked for it, or need not be. What a tree has stays longest. */
  #touch(repository: number, content: WantedContent): boolean {
    const entry = this.#find(repository, content);
    if (entry === undefined || !entry.ofTree) return false;
    this.#order.delete(entry);
    this.#order.add(entry);
    return true;
  }

  #restore(repository: number, { path, blobId, readings }: StoredFacts): void {
    const stored: StoredForm = JSON.parse(readings);
    if (stored.release !== this.#release) return;
    const entry = this.#findOrAdd(repository, { path, blobId });
    for (const [name, reading] of Object.entries(stored.readings)) entry.readings.set(name, reading);
    this.#forgetSize(entry);
    this.#setSize(entry, readings.length);
  }

  /** Gives the form that is stored. */
  #weigh(entry: Entry): string {
    const form: StoredForm = { release: this.#release, readings: Object.fromEntries(entry.readings) };
    const json = JSON.stringify(form);
    this.#forgetSize(entry);
    this.#setSize(entry, json.length);
    return json;
  }

  #setSize(entry: Entry, characters: number): void {
    entry.bytes = ENTRY_BYTES + BYTES_PER_CHARACTER * characters;
    this.#bytes += entry.bytes;
  }

  #forgetSize(entry: Entry): void {
    this.#bytes -= entry.bytes ?? 0;
    entry.bytes = undefined;
  }
}

function readerOf({ reader, version }: CacheKey): string {
  return `${reader}@${version}`;
}
