import type { OwnThread } from '../../reporters/review/review-plan.js';
import type { Connection } from './connection.js';
import type { Grants } from './grants.js';
import { type Rewriting, settleThreads } from './settle-threads.js';

/**
 * Who resolves a conversation has to be allowed to write contents (github/gh-aw#35726), and the tokens of reports are not. Where the installation
 * grants it, conversations are settled with the token of fixes.
 */
export class ThreadRights {
  readonly #installation: number;
  readonly #grants: Grants;
  /** Of the same repository, with the token of fixes. */
  readonly #fixing: Connection;

  constructor(installation: number, grants: Grants, fixing: Connection) {
    this.#installation = installation;
    this.#grants = grants;
    this.#fixing = fixing;
  }

  /** What GitHub says of the token that asked, as it is for the App. No call where nothing is open or everything can be resolved. */
  async correct(threads: readonly OwnThread[]): Promise<readonly OwnThread[]> {
    const closed = threads.some(({ resolved, viewerCanResolve }) => !resolved && !viewerCanResolve);
    if (!closed || !(await this.#mayResolve())) return threads;
    return threads.map((thread) => (thread.resolved ? thread : { ...thread, viewerCanResolve: true }));
  }

  /** Gives the threads that could not be resolved. */
  async settle(
    reporting: Connection,
    resolve: readonly OwnThread[],
    rewrite: readonly Rewriting[],
  ): Promise<readonly OwnThread[]> {
    const connection = resolve.length > 0 && (await this.#mayResolve()) ? this.#fixing : reporting;
    return settleThreads(connection, resolve, rewrite);
  }

  async #mayResolve(): Promise<boolean> {
    const { contents } = await this.#grants.of(this.#installation);
    return contents === 'write';
  }
}
