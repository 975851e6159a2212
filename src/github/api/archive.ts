import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { GithubError } from '../github-error.js';
import type { TreeEntry } from '../repository-api.js';
import { ArchiveBudget, ArchiveTooLarge } from './archive-budget.js';
import { blobId } from './blob-id.js';
import type { Connection } from './connection.js';

const REQUEST = 'GET /repos/{owner}/{repo}/tarball/{ref}';
const TIMEOUT_MS = 60_000;

/** What an archive is asked for: files of its commit by path. */
export type Wanted = ReadonlyMap<string, Pick<TreeEntry, 'id' | 'size'>>;

/**
 * The wanted files of a commit's archive. It is read as it comes, up to limits of bytes, entries and time, and never written to disk; a
 * content counts when its id is that of the commit's tree. `.gitattributes` may leave files out of an archive or change them, so that some may be
 * missing.
 */
export async function readArchive(
  { octokit, at }: Connection,
  commit: string,
  wanted: Wanted,
): Promise<ReadonlyMap<string, Buffer>> {
  const { data } = await octokit.request(REQUEST, {
    ...at,
    ref: commit,
    request: { parseSuccessResponseBody: false, timeoutMs: TIMEOUT_MS },
  });
  if (!(data instanceof ReadableStream)) throw new GithubError('unavailable', `${REQUEST}: no archive`);
  return unpack(Readable.fromWeb(data), wanted);
}

/** @param archive a gzipped tar archive. */
export async function unpack(archive: Readable, wanted: Wanted): Promise<ReadonlyMap<string, Buffer>> {
  const budget = new ArchiveBudget();
  const entries = extract();
  const files = new Map<string, Buffer>();
  const reading = collect(entries, wanted, budget, files);
  const [fed, read] = await Promise.allSettled([
    pipeline(archive, budget.compressed, createGunzip(), budget.unpacked, entries),
    reading,
  ]);
  const failure = [fed, read].find(({ status }) => status === 'rejected');
  const reason: unknown = failure?.status === 'rejected' ? failure.reason : undefined;
  if (failure === undefined || files.size === wanted.size || isLimit(reason)) return files;
  throw new GithubError('unavailable', `${REQUEST}: the archive broke off`);
}

async function collect(
  entries: ReturnType<typeof extract>,
  wanted: Wanted,
  budget: ArchiveBudget,
  files: Map<string, Buffer>,
): Promise<void> {
  for await (const entry of entries) {
    budget.countEntry();
    const path = entry.header.name.slice(entry.header.name.indexOf('/') + 1);
    const file = entry.header.type === 'file' ? wanted.get(path) : undefined;
    if (file === undefined || file.size !== entry.header.size) entry.resume();
    else {
      const content = await buffer(entry);
      if (blobId(content) === file.id) files.set(path, content);
      if (files.size === wanted.size) return;
    }
  }
}

function isLimit(reason: unknown): boolean {
  return reason instanceof ArchiveTooLarge || (reason instanceof Error && reason.name === 'TimeoutError');
}
