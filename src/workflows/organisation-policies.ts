import { GithubError } from '../github/github-error.js';
import type { Repository } from '../github/repository.js';
import type { GithubClient } from '../github/repository-api.js';

/** The repository in which an organisation keeps what holds for all of its repositories. */
const NAME = '.github';

/** For as long an answer is believed. A push to such a repository makes it void at once, on the replica that hears of it. */
const BELIEVED_MS = 10 * 60_000;

type PolicyFiles = ReadonlyMap<string, string>;

/** The policy files of organisations, remembered for a while: every repository of one asks for the same. */
export class OrganisationPolicies {
  readonly #github: GithubClient;
  readonly #now: () => number;
  readonly #remembered = new Map<string, { readonly files: Promise<PolicyFiles>; readonly until: number }>();

  constructor(github: GithubClient, now: () => number = Date.now) {
    this.#github = github;
    this.#now = now;
  }

  /** By path. Empty when there is no such repository, or when the App may not see it. */
  async policyFor(repository: Repository): Promise<PolicyFiles> {
    if (repository.name === NAME) return new Map();
    const key = keyOf(repository);
    const remembered = this.#remembered.get(key);
    if (remembered !== undefined && remembered.until > this.#now()) return remembered.files;
    const files = this.#read(repository);
    this.#remembered.set(key, { files, until: this.#now() + BELIEVED_MS });
    try {
      return await files;
    } catch (error) {
      this.#remembered.delete(key);
      throw error;
    }
  }

  /** The next question is asked of GitHub again. */
  forget(repository: Repository): void {
    if (repository.name === NAME) this.#remembered.delete(keyOf(repository));
  }

  async #read({ installation, owner }: Repository): Promise<PolicyFiles> {
    try {
      const api = this.#github.repository({ installation, owner, name: NAME }, 'report');
      const query = { pullRequest: undefined, head: undefined, checkName: '', policyAt: 'HEAD', blobs: [] };
      const { policyFiles } = await api.view(query);
      return policyFiles;
    } catch (error) {
      const absent = error instanceof GithubError && ['forbidden', 'not-found', 'rejected'].includes(error.kind);
      if (absent) return new Map();
      throw error;
    }
  }
}

function keyOf({ installation, owner }: Repository): string {
  return `${installation}/${owner}`;
}
