import { randomBytes } from 'node:crypto';
import { pipeline } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { Reply } from '../server/call.js';
import type { Repository } from '../state/repository.js';

const DOWNLOAD = /^\/codeload\/[^/]+\/[^/]+\/legacy\.tar\.gz\/([0-9a-f]{40})$/;

/** Archives of commits. Whoever has the address may download: GitHub puts a token of its own in it. */
export class Downloads {
  readonly #repositories = new Map<string, Repository>();

  /** Where the API redirects to. */
  path(repository: Repository, sha: string): string {
    const token = randomBytes(16).toString('hex');
    this.#repositories.set(token, repository);
    return `/codeload/${repository.fullName}/legacy.tar.gz/${sha}?token=${token}`;
  }

  answer(url: URL): Reply | undefined {
    const [, sha] = DOWNLOAD.exec(url.pathname) ?? [];
    if (sha === undefined) return undefined;
    const repository = this.#repositories.get(url.searchParams.get('token') ?? '');
    if (repository === undefined)
      return { status: 404, bytes: Buffer.from('404: Not Found'), headers: { 'content-type': 'text/plain' } };
    const prefix = `${repository.owner.login}-${repository.name}-${sha.slice(0, 7)}`;
    const stream = createGzip({ level: 1 });
    // Ends git too when the client goes away.
    pipeline(repository.git.archive(sha, prefix), stream, () => undefined);
    const headers = {
      'content-type': 'application/x-gzip',
      'content-disposition': `attachment; filename=${prefix}.tar.gz`,
    };
    return { status: 200, stream, headers };
  }
}
