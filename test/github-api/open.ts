import { afterEach } from '@jest/globals';
import { GithubError } from '../../src/github/github-error.js';
import type { RepositoryApi } from '../../src/github/repository-api.js';
import { startWire, type Wire, type WireOptions, type WireScript } from './wire.js';

/** The repository that tests are about. */
export const AT = { installation: 5, owner: 'acme', name: 'shop' };

let wire: Wire | undefined;
afterEach(() => wire?.close());

/** Starts a server for the test, and opens the repository on it. */
export async function open(
  script: WireScript,
  options: WireOptions = {},
): Promise<Wire & { readonly api: RepositoryApi }> {
  wire = await startWire(script, options);
  return { ...wire, api: wire.github.repository(AT, 'report') };
}

/** The failure that a promise ends in. */
export async function failure(promise: Promise<unknown>): Promise<GithubError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof GithubError)) throw new Error('no GithubError', { cause: error });
  return error;
}
