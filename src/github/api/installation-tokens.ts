import type { ProbotOctokit } from 'probot';
import { GithubError } from '../github-error.js';
import type { Grants } from './grants.js';
import { lacking, PERMISSIONS, type Purpose } from './permissions.js';

/** A token is not used in its last minutes: a call may take a while, and clocks differ. */
const SPARE_MS = 5 * 60_000;

export interface TokenScope {
  readonly installation: number;
  /** Its name; without one the token is for all repositories of the installation. */
  readonly repository?: string;
  readonly purpose: Purpose;
}

interface Kept {
  readonly token: Promise<string>;
  /** Unknown while it is asked for. */
  text?: string;
  usableUntil: number;
}

/** Tokens of installations, each for one repository and one purpose. They are kept in memory and nowhere else. */
export class InstallationTokens {
  readonly #app: ProbotOctokit;
  readonly #grants: Grants;
  readonly #kept = new Map<string, Kept>();

  /** `app` makes calls as the App itself. */
  constructor(app: ProbotOctokit, grants: Grants) {
    this.#app = app;
    this.#grants = grants;
  }

  /** One call, unless there is a token or one is being asked for. */
  get(scope: TokenScope): Promise<string> {
    const key = keyOf(scope);
    const kept = this.#kept.get(key);
    if (kept !== undefined && kept.usableUntil > Date.now()) return kept.token;
    this.#forgetExpired();
    return this.#ask(key, scope);
  }

  /** The next one who needs a token asks for a new one, unless somebody has done so already. */
  drop(scope: TokenScope, token: string): void {
    const key = keyOf(scope);
    if (this.#kept.get(key)?.text === token) this.#kept.delete(key);
  }

  #ask(key: string, scope: TokenScope): Promise<string> {
    const asked = this.#mint(scope);
    const kept: Kept = { token: asked.then(({ token }) => token), usableUntil: Number.POSITIVE_INFINITY };
    this.#kept.set(key, kept);
    asked.then(
      ({ token, expires_at }) => {
        kept.text = token;
        kept.usableUntil = Date.parse(expires_at) - SPARE_MS;
      },
      // Whoever waits for it is told.
      () => this.#kept.delete(key),
    );
    return kept.token;
  }

  async #mint(scope: TokenScope): Promise<{ readonly token: string; readonly expires_at: string }> {
    try {
      const { data } = await this.#app.request('POST /app/installations/{installation_id}/access_tokens', {
        installation_id: scope.installation,
        permissions: PERMISSIONS[scope.purpose],
        ...(scope.repository !== undefined && { repositories: [scope.repository] }),
      });
      return data;
    } catch (error) {
      throw error instanceof GithubError && error.kind === 'rejected' ? await this.#reasonFor(error, scope) : error;
    }
  }

  /** GitHub answers 422 both for a permission that is not granted and for a repository that the installation does not have. */
  async #reasonFor(refusal: GithubError, { installation, purpose }: TokenScope): Promise<GithubError> {
    const missing = lacking(PERMISSIONS[purpose], await this.#grants.of(installation));
    return missing.length > 0
      ? new GithubError('forbidden', `${refusal.message}: the installation does not grant ${missing.join(', ')}`)
      : new GithubError('not-found', `${refusal.message}: the installation does not include the repository`);
  }

  #forgetExpired(): void {
    for (const [key, { usableUntil }] of this.#kept) if (usableUntil <= Date.now()) this.#kept.delete(key);
  }
}

function keyOf({ installation, repository, purpose }: TokenScope): string {
  return `${installation}/${repository ?? ''}/${purpose}`;
}
