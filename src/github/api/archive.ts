import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { type ExtractEvents, extract } from 'tar-stream';
import { GithubError } from '../github-error.js';
import type { ArchivedFile, TreeEntry } from '../repository-api.js';
import { ArchiveBudget, ArchiveTooLarge } from './archive-budget.js';
import { blobId } from './blob-id.js';
import type { Connection } from './connection.js';

const REQUEST = 'GET /repos/{owner}/{repo}/tarball/{ref}';
const TIMEOUT_MS = 60_000;

/** What an archive is asked for: files of its commit by path. */
export type Wanted = ReadonlyMap<string, Pick<TreeEntry, 'id' | 'size'>>;

/**
 * The wanted files of a commit's archive, each as it comes, up to limits of bytes, entries and time; nothing is written to disk. A content
 * counts when its id is that of the commit's tree. `.gitattributes` may leave files out of an archive or change them, so that some may be
 * missing.
 */
export async function* readArchive(
  { octokit, at }: Connection,
  commit: string,
  wanted: Wanted,
): AsyncGenerator<ArchivedFile> {
  const { data } = await octokit.request(REQUEST, {
    ...at,
    ref: commit,
    request: { parseSuccessResponseBody: false, timeoutMs: TIMEOUT_MS },
  });
  if (!(data instanceof ReadableStream)) throw new GithubError('unavailable', `${REQUEST}: no archive`);
  yield* unpack(Readable.fromWeb(data), wanted);
}

/** @param archive a gzipped tar archive. */
export async function* unpack(archive: Readable, wanted: Wanted): AsyncGenerator<ArchivedFile> {
  const budget = new ArchiveBudget();
  const entries = extract();
  const missing = new Map(wanted);
  const fed = pipeline(archive, budget.compressed, createGunzip(), budget.unpacked, entries).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  try {
    for await (const entry of entries) {
      budget.countEntry();
      const path = entry.header.name.slice(entry.header.name.indexOf('/') + 1);
      const file = entry.header.type === 'file' ? missing.get(path) : undefined;
      if (file === undefined || file.size !== entry.header.size) entry.resume();
      else {
        const content = await contentOf(entry);
        if (blobId(content) === file.id && missing.delete(path)) yield { path, id: file.id, content };
        if (missing.size === 0) return;
      }
    }
  } catch (error) {
    const reason = (await fed) ?? error;
    if (!isLimit(reason)) throw new GithubError('unavailable', `${REQUEST}: the archive broke off`, { cause: reason });
  }
}

/** Of the stream's own events: most files come in one piece, and there are thousands. */
function contentOf(entry: ExtractEvents['entry'][1]): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const pieces: Uint8Array[] = [];
    entry.on('data', (piece) => {
      if (piece instanceof Uint8Array) pieces.push(piece);
    });
    entry.once('end', () => resolve(Buffer.concat(pieces)));
    entry.once('error', reject);
    entry.once('close', () => reject(new Error('the file broke off')));
  });
}

function isLimit(reason: unknown): boolean {
  return reason instanceof ArchiveTooLarge || (reason instanceof Error && reason.name === 'TimeoutError');
}
