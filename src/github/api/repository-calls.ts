import type { OwnThread, PlannedReview } from '../../reporters/review/review-plan.js';
import type {
  ArchivedFile,
  CheckPublication,
  Comparison,
  FixCommit,
  PullRequestState,
  RepositoryApi,
  Tree,
  View,
  ViewQuery,
} from '../repository-api.js';
import { readArchive } from './archive.js';
import { fetchBlobs, type Sizes } from './blobs.js';
import { commit } from './commit.js';
import { compare } from './compare.js';
import type { Connection } from './connection.js';
import { permissionOf } from './permission-of.js';
import { postReview } from './post-review.js';
import { beginCheck, publishCheck } from './publish-check.js';
import { pullRequest } from './pull-request.js';
import { reply } from './reply.js';
import type { ThreadRights } from './thread-rights.js';
import { readTree } from './tree.js';
import type { TreeMemory } from './tree-memory.js';
import { readView } from './view.js';

/** What calls about one repository share. */
export interface RepositoryContext {
  readonly connection: Connection;
  readonly app: number;
  readonly trees: TreeMemory;
  readonly threads: ThreadRights;
}

/** GitHub's API for one repository, with the token of one purpose. */
export class RepositoryCalls implements RepositoryApi {
  readonly #connection: Connection;
  readonly #context: RepositoryContext;
  /** What these calls have listed: it tells how large contents are. */
  readonly #listed = new Map<string, Tree>();

  constructor(context: RepositoryContext) {
    this.#context = context;
    this.#connection = context.connection;
  }

  pullRequest(number: number): Promise<PullRequestState> {
    return pullRequest(this.#connection, number);
  }

  compare(base: string, head: string): Promise<Comparison> {
    return compare(this.#connection, base, head);
  }

  async tree(commit: string): Promise<Tree> {
    const { owner, repo } = this.#connection.at;
    const key = `${owner}/${repo}@${commit}`;
    const remembered = this.#listed.get(commit) ?? this.#context.trees.get(key);
    const tree = remembered ?? (await readTree(this.#connection, commit));
    this.#listed.set(commit, tree);
    this.#context.trees.set(key, tree);
    return tree;
  }

  async view(query: ViewQuery): Promise<View> {
    const view = await readView(this.#connection, query, this.#context.app, this.#sizesOf(query.blobs));
    if (view.pullRequest === undefined) return view;
    const threads = await this.#context.threads.correct(view.pullRequest.threads);
    return { ...view, pullRequest: { ...view.pullRequest, threads } };
  }

  blobs(ids: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
    return fetchBlobs(this.#connection, ids, this.#sizesOf(ids));
  }

  async *archive(commit: string, wanted: ReadonlySet<string>): AsyncGenerator<ArchivedFile> {
    const { entries } = await this.tree(commit);
    const files = new Map(entries.filter(({ path }) => wanted.has(path)).map((entry) => [entry.path, entry]));
    yield* readArchive(this.#connection, commit, files);
  }

  publishCheck(publication: CheckPublication): Promise<number> {
    return publishCheck(this.#connection, publication);
  }

  beginCheck(begin: { readonly name: string; readonly head: string; readonly externalId: string }): Promise<number> {
    return beginCheck(this.#connection, begin);
  }

  postReview(number: number, head: string, review: PlannedReview): Promise<void> {
    return postReview(this.#connection, number, head, review);
  }

  settleThreads(
    resolve: readonly OwnThread[],
    rewrite: readonly { readonly thread: OwnThread; readonly body: string }[],
  ): Promise<readonly OwnThread[]> {
    return this.#context.threads.settle(this.#connection, resolve, rewrite);
  }

  reply(number: number, body: string, existing: number | undefined): Promise<number> {
    return reply(this.#connection, number, body, existing);
  }

  permissionOf(login: string): Promise<'admin' | 'maintain' | 'write' | 'triage' | 'read' | 'none'> {
    return permissionOf(this.#connection, login);
  }

  commit(fix: FixCommit): Promise<string> {
    return commit(this.#connection, fix);
  }

  #sizesOf(ids: readonly string[]): Sizes {
    const wanted = new Set(ids);
    const entries = [...this.#listed.values()].flatMap((tree) => tree.entries.filter(({ id }) => wanted.has(id)));
    return new Map(entries.map(({ id, size }) => [id, size]));
  }
}
