import { closeSync, constants, fstatSync, openSync, readSync, realpathSync } from 'node:fs';
import { blobIdOf } from './blob-id.js';
import { byPath } from './by-path.js';
import { decode } from './decode.js';
import { errorCode } from './error-code.js';
import type { Opened } from './failure.js';
import { reasonOf, type Walk, type WalkedFile, walkFolder } from './folder-walk.js';
import type { StatIndex } from './stat-index.js';
import {
  type FileRead,
  type Listing,
  MAX_FILE_BYTES,
  type ReadResult,
  type Workspace,
  type WorkspaceFile,
} from './workspace.js';

/** The files of a directory as they are now, whether or not it is a git work tree. The index spares reading them again. */
export function openFolder(directory: string, index?: StatIndex): Opened {
  let root: string;
  try {
    root = realpathSync(directory);
  } catch (error) {
    const kind = errorCode(error) === 'EACCES' ? 'permission-denied' : 'no-such-directory';
    return { ok: false, failure: { kind, path: directory } };
  }
  const walk = walkFolder(root);
  if (walk.tooMany) return { ok: false, failure: { kind: 'too-many-files', path: directory } };
  const refused = walk.unreadable.find(({ path }) => path === '');
  if (refused !== undefined) {
    const kind = refused.reason === 'permission denied' ? 'permission-denied' : 'no-such-directory';
    return { ok: false, failure: { kind, path: directory } };
  }
  return { ok: true, workspace: new Folder(walk, index) };
}

class Folder implements Workspace {
  readonly revision = {};
  readonly #listing: Listing;
  readonly #walked = new Map<string, WalkedFile>();
  readonly #index: StatIndex | undefined;

  constructor(walk: Walk, index: StatIndex | undefined) {
    this.#index = index;
    for (const file of walk.files) this.#walked.set(file.path, file);
    this.#listing = {
      files: walk.files.map((file) => this.#identify(file)).sort(byPath),
      unreadable: [...walk.unreadable].sort(byPath),
    };
  }

  async list(): Promise<Listing> {
    return this.#listing;
  }

  async *read(files: readonly WorkspaceFile[]): AsyncIterable<FileRead> {
    for (const file of files) yield { file, result: this.#read(file.path) };
  }

  async close(): Promise<void> {}

  #identify({ path, stats }: WalkedFile): WorkspaceFile {
    const blobId = this.#index?.blobId(path, stats);
    return blobId === undefined ? { path, size: stats.size } : { path, size: stats.size, blobId };
  }

  #read(path: string): ReadResult {
    const walked = this.#walked.get(path);
    if (walked === undefined) return { ok: false, reason: 'read failed' };
    const readAt = Date.now();
    try {
      // Not following links and not blocking: the file may have become a link or a FIFO since it was listed.
      const descriptor = openSync(walked.realPath, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
      try {
        const stats = fstatSync(descriptor);
        if (!stats.isFile()) return { ok: false, reason: 'read failed' };
        const bytes = readAtMost(descriptor, stats.size);
        if (bytes.length > MAX_FILE_BYTES) return { ok: false, reason: 'larger than 2 MiB' };
        const blobId = blobIdOf(bytes);
        this.#index?.record(path, stats, blobId, readAt);
        return decode(bytes, blobId);
      } finally {
        closeSync(descriptor);
      }
    } catch (error) {
      return { ok: false, reason: reasonOf(error) };
    }
  }
}

/** The whole file, but never more than one byte over the limit, however much it has grown since its size was asked. */
function readAtMost(descriptor: number, expected: number): Uint8Array {
  let buffer = Buffer.allocUnsafe(Math.min(expected, MAX_FILE_BYTES) + 1);
  let length = 0;
  for (;;) {
    const count = readSync(descriptor, buffer, length, buffer.length - length, null);
    length += count;
    if (count === 0 || length > MAX_FILE_BYTES) return buffer.subarray(0, length);
    if (length === buffer.length) buffer = Buffer.concat([buffer], Math.min(length * 2, MAX_FILE_BYTES + 1));
  }
}
