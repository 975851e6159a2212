import type { Stats } from 'node:fs';
import { readPack, type Saved, writePack } from './pack.js';

/** A file written this shortly before it was read could be written again without its times changing (FAT counts 2 s). */
const RACY_MS = 2_000;

interface Entry {
  readonly stamp: string;
  readonly blobId: string;
}

/**
 * What git's index does for `git status`: remembers by path, size, times and inode which content a file had, so that
 * unchanged files need not be read again. A file that was just written is not remembered, since its next change could
 * carry the same times.
 */
export class StatIndex {
  readonly #file: string;
  readonly #stored: ReadonlyMap<string, Entry>;
  readonly #current = new Map<string, Entry>();
  #changed = false;

  /** `file` is where it is kept between runs; one that is missing, broken or of another version is an empty index. */
  constructor(file: string) {
    this.#file = file;
    this.#stored = new Map((readPack(file, 'stat 1') ?? []).map(parseLine));
  }

  blobId(path: string, stats: Stats): string | undefined {
    const entry = this.#stored.get(path);
    if (entry?.stamp !== stampOf(stats)) return undefined;
    this.#current.set(path, entry);
    return entry.blobId;
  }

  /** `readAt`: the time, in ms since the epoch, at which `stats` was taken; not later than the bytes were read. */
  record(path: string, stats: Stats, blobId: string, readAt: number): void {
    if (readAt - Math.max(stats.mtimeMs, stats.ctimeMs) < RACY_MS) return;
    this.#current.set(path, { stamp: stampOf(stats), blobId });
    this.#changed = true;
  }

  /** Keeps the files that this run saw, and no others. */
  save(): Saved {
    if (!this.#changed && this.#current.size === this.#stored.size) return { ok: true };
    return writePack(
      this.#file,
      'stat 1',
      [...this.#current].map(([path, { stamp, blobId }]) => `${blobId} ${stamp} ${JSON.stringify(path)}`),
    );
  }
}

function stampOf({ size, mtimeMs, ctimeMs, ino }: Stats): string {
  return `${size}:${mtimeMs}:${ctimeMs}:${ino}`;
}

function parseLine(line: string): [string, Entry] {
  const afterId = line.indexOf(' ');
  const afterStamp = line.indexOf(' ', afterId + 1);
  const path: unknown = JSON.parse(line.slice(afterStamp + 1));
  return [String(path), { blobId: line.slice(0, afterId), stamp: line.slice(afterId + 1, afterStamp) }];
}
