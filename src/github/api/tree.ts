import { GithubError } from '../github-error.js';
import type { Tree, TreeEntry } from '../repository-api.js';
import type { Connection } from './connection.js';

/** A repository whose listing takes more calls than these is not one that can be analysed. */
const MAX_CALLS = 200;

/** Lists a commit. GitHub cuts a listing at 100,000 entries; what it cut is then listed directory by directory. */
export async function readTree(connection: Connection, commit: string): Promise<Tree> {
  const listing = new Listing(connection);
  await listing.add(commit, '');
  return { commit, entries: listing.entries };
}

class Listing {
  readonly entries: TreeEntry[] = [];
  readonly #connection: Connection;
  #calls = 0;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async add(id: string, prefix: string): Promise<void> {
    const whole = await this.#list(id, true);
    if (!whole.truncated) {
      this.#keep(whole.tree, prefix);
      return;
    }
    const level = await this.#list(id, false);
    if (level.truncated) throw tooLarge();
    this.#keep(level.tree, prefix);
    for (const { type, sha, path } of level.tree) if (type === 'tree') await this.add(sha, `${prefix}${path}/`);
  }

  async #list(id: string, recursive: boolean) {
    if (++this.#calls > MAX_CALLS) throw tooLarge();
    const { octokit, at } = this.#connection;
    const { data } = await octokit.request('GET /repos/{owner}/{repo}/git/trees/{tree_sha}', {
      ...at,
      tree_sha: id,
      ...(recursive && { recursive: '1' }),
    });
    return data;
  }

  #keep(listed: readonly ListedEntry[], prefix: string): void {
    for (const { type, path, mode, sha, size } of listed) {
      if (type !== 'tree') this.entries.push({ path: `${prefix}${path}`, mode, id: sha, size: size ?? 0 });
    }
  }
}

interface ListedEntry {
  readonly type: string;
  readonly path: string;
  readonly mode: string;
  readonly sha: string;
  readonly size?: number;
}

function tooLarge(): GithubError {
  return new GithubError(
    'rejected',
    'GET /repos/{owner}/{repo}/git/trees/{tree_sha}: the repository is too large to list',
  );
}
