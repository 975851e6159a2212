import type { Reader, Reading } from '../readers/reader.js';
import type { FactsCache } from '../workspace/cache.js';
import type { FileRead, Unreadable, Workspace, WorkspaceFile } from '../workspace/workspace.js';
import { combine } from './combine.js';
import { DEFAULT_LIMITS, type ReadingLimits } from './limits.js';
import { nameFacts } from './name-facts.js';
import type { ReadingObserver } from './observer.js';
import { readerKey, readFile, sourceOf } from './read-file.js';
import { type ReadJob, ReadQueue } from './read-queue.js';
import type { FileReading, WorkspaceReading } from './workspace-reading.js';

export interface ReadOptions {
  readonly cache?: FactsCache<Reading<unknown>>;
  readonly observer?: ReadingObserver;
  readonly limits?: ReadingLimits;
  /** Is told which facts are the same as those of another reading with the same name. */
  readonly names?: WeakMap<object, string>;
  /** Another reading by the same readers, and the only paths at which this workspace may be different. */
  readonly before?: { readonly reading: WorkspaceReading; readonly changed: ReadonlySet<string> };
}

/** Runs each reader over the files that it wants. What the cache knows is not read again. */
export async function readWorkspace(
  workspace: Workspace,
  readers: readonly Reader[],
  options: ReadOptions = {},
): Promise<WorkspaceReading> {
  const { files, unreadable } = await workspace.list();
  const reading = new FileReadings(readers, options);
  const toRead = files.filter((file) => reading.wants(file));
  for await (const read of workspace.read(toRead)) await reading.add(read);
  reading.finish();
  const missed = unreadable
    .filter((file) => isMissed(file, readers))
    .map(({ path, reason }) => ({ path, notRead: reason }));
  return combine(
    readers,
    [...reading.files, ...missed],
    options.limits ?? DEFAULT_LIMITS,
    options.before?.reading.joined,
  );
}

class FileReadings {
  readonly files: FileReading[] = [];
  readonly #readers: readonly Reader[];
  readonly #cache: FactsCache<Reading<unknown>> | undefined;
  readonly #observer: ReadingObserver;
  #wanted = 0;
  readonly #prepared = new Set<Reader>();
  readonly #readersByPath = new Map<string, readonly Reader[]>();
  readonly #queue: ReadQueue;

  readonly #names: WeakMap<object, string> | undefined;
  readonly #unchanged: ReadonlyMap<string, FileReading>;

  constructor(
    readers: readonly Reader[],
    { cache, observer = {}, limits = DEFAULT_LIMITS, names, before }: ReadOptions,
  ) {
    this.#names = names;
    const same = before?.reading.files.filter(({ path }) => !before.changed.has(path)) ?? [];
    this.#unchanged = new Map(same.map((file) => [file.path, file]));
    this.#queue = new ReadQueue(
      (job) => this.#read(job),
      (missed) => this.miss(missed),
      limits,
    );
    this.#readers = readers;
    this.#cache = cache;
    this.#observer = observer;
  }

  /** Whether the file's text is needed: some reader wants the file, and the cache does not know all readings of it. */
  wants({ path, blobId }: WorkspaceFile): boolean {
    const unchanged = this.#unchanged.get(path);
    if (unchanged !== undefined) {
      this.files.push(unchanged);
      return false;
    }
    const all = blobId === undefined ? undefined : this.#cache?.all?.(path, blobId);
    const readers = all === undefined ? this.#readersOf(path) : [];
    if (all === undefined && readers.length === 0) return false;
    this.#wanted++;
    const readings = all ?? (blobId === undefined ? undefined : this.#cached(readers, path, blobId));
    if (blobId === undefined || readings === undefined) return true;
    this.#add({ path, blobId, readings, failures: [] });
    return false;
  }

  async add({ file: { path }, result }: FileRead): Promise<void> {
    const readers = this.#readersOf(path);
    const cached = result.ok ? this.#cached(readers, path, result.blobId) : undefined;
    if (result.ok && cached !== undefined) {
      return this.#keep({ path, blobId: result.blobId, readings: cached, failures: [] });
    }
    const source = sourceOf(path, result);
    if (!source.ok) return this.miss({ path, reason: source.reason });
    for (const reader of readers) await this.#prepare(reader);
    if (result.ok) this.#queue.add({ path, blobId: result.blobId, source: source.source, readers });
  }

  /** Reads what is still waiting. */
  finish(): void {
    this.#queue.flush();
  }

  #read({ path, blobId, source, readers }: ReadJob): void {
    const read = readers.map((reader) => ({ reader, result: readFile(reader, source, this.#observer) }));
    const readings = new Map<string, Reading<unknown>>();
    const failures: string[] = [];
    for (const { reader, result } of read) {
      if (result.ok) readings.set(readerKey(reader), result.reading);
      else failures.push(result.reason);
    }
    // All or none: what the cache knows of a content is complete.
    for (const reader of failures.length > 0 ? [] : readers) {
      const reading = readings.get(readerKey(reader));
      if (reading !== undefined) this.#cache?.put(keyOf(reader, path, blobId), reading);
    }
    this.#keep({ path, blobId, readings, failures });
  }

  miss({ path, reason }: { readonly path: string; readonly reason: string }): void {
    this.#keep({ path, notRead: reason });
  }

  #keep(reading: FileReading): void {
    this.#add(reading);
    this.#observer.progress?.(this.files.length, this.#wanted);
  }

  #add(reading: FileReading): void {
    this.files.push(reading);
    if (this.#names !== undefined) nameFacts(reading, this.#names);
  }

  /** All readers' readings of a content; undefined when one is not known. */
  #cached(readers: readonly Reader[], path: string, blobId: string): Map<string, Reading<unknown>> | undefined {
    const readings = new Map<string, Reading<unknown>>();
    for (const reader of readers) {
      const reading = this.#cache?.get(keyOf(reader, path, blobId));
      if (reading === undefined) return undefined;
      readings.set(readerKey(reader), reading);
    }
    return readings;
  }

  async #prepare(reader: Reader): Promise<void> {
    if (this.#prepared.has(reader)) return;
    await reader.prepare?.();
    this.#prepared.add(reader);
  }

  #readersOf(path: string): readonly Reader[] {
    const known = this.#readersByPath.get(path);
    if (known !== undefined) return known;
    const readers = this.#readers.filter((reader) => reader.matches(path));
    this.#readersByPath.set(path, readers);
    return readers;
  }
}

/**
 * Whether an unreadable entry leaves a gap. A file that no reader wants leaves none; behind a submodule or a link out of
 * the tree there may be any files.
 */
function isMissed({ path, reason }: Unreadable, readers: readonly Reader[]): boolean {
  return (
    reason === 'submodule' ||
    reason === 'permission denied' ||
    reason === 'symbolic link out of the tree' ||
    readers.some((reader) => reader.matches(path))
  );
}

function keyOf({ name, version }: Reader, path: string, blobId: string) {
  return { reader: name, version, path, blobId };
}
