import { pullRequestShape } from '../shapes/pull-request.js';
import type { Account } from './account.js';
import { anchorIn } from './anchor.js';
import type { Author } from './author.js';
import { Conversation } from './conversation.js';
import type { Change } from './git/change.js';
import type { DiffFile } from './git/diff.js';
import type { IssueComment } from './issue-comment.js';
import { mergeCommit } from './merge-group.js';
import { nodeId } from './node-id.js';
import type { Branch, PushOptions, Repository } from './repository.js';
import type { ReviewThread } from './review-thread.js';
import { type SeenComment, type SeenReview, type SeenThread, seenComment, seenReview, seenThread } from './seen.js';

export interface NewPullRequest {
  readonly title?: string;
  readonly body?: string;
  readonly head: string;
  /** By default the default branch. */
  readonly base?: string;
  readonly draft?: boolean;
  /** A login. */
  readonly author?: string;
  /** Maintainers may push to the branch of a fork. */
  readonly maintainerCanModify?: boolean;
}

interface Statistics {
  readonly additions: number;
  readonly deletions: number;
  readonly files: number;
  readonly commits: number;
}

/** A pull request; the methods are what people do with it. */
export class PullRequest {
  readonly id: number;
  readonly nodeId: string;
  readonly repository: Repository;
  readonly number: number;
  readonly author: Account;
  readonly head: Branch;
  readonly body: string;
  readonly maintainerCanModify: boolean;
  readonly createdAt: string;
  readonly conversation = new Conversation(this);
  /** Every commit that the head branch ever was at while the pull request was open. */
  readonly heads: string[] = [];
  title: string;
  base: string;
  /** Where the base branch was when the head was pushed. */
  baseSha = '';
  draft: boolean;
  state: 'open' | 'closed' = 'open';
  mergedAs: string | undefined;
  closedAt: string | undefined;
  updatedAt: string;
  statistics: Statistics = { additions: 0, deletions: 0, files: 0, commits: 0 };

  private constructor(repository: Repository, number: number, opened: NewPullRequest) {
    const { world } = repository;
    this.id = world.nextId();
    this.nodeId = nodeId('PR', this.id);
    this.repository = repository;
    this.number = number;
    this.head = repository.branch(opened.head);
    this.author = world.account(opened.author ?? (this.fork ? this.head.owner.login : 'ada'));
    this.title = opened.title ?? 'Change';
    this.body = opened.body ?? '';
    this.base = opened.base ?? repository.defaultBranch;
    this.draft = opened.draft ?? false;
    this.maintainerCanModify = opened.maintainerCanModify ?? false;
    this.createdAt = world.time();
    this.updatedAt = this.createdAt;
    if (this.fork && !repository.forks.has(this.head.owner.login)) {
      repository.forks.set(this.head.owner.login, world.nextId());
    }
    world.addNode(this.nodeId, this);
  }

  static async open(repository: Repository, number: number, opened: NewPullRequest): Promise<PullRequest> {
    const pullRequest = new PullRequest(repository, number, opened);
    await pullRequest.#standAt(tipOf(repository, opened.head));
    return pullRequest;
  }

  get open(): boolean {
    return this.state === 'open';
  }

  /** Its head is in another repository. */
  get fork(): boolean {
    return this.head.owner !== this.repository.owner;
  }

  get headSha(): string {
    return this.heads.at(-1) ?? '';
  }

  get headLabel(): string {
    return `${this.head.owner.login}:${this.head.name}`;
  }

  /** What it changes, as its page shows it. */
  files(): Promise<readonly DiffFile[]> {
    return this.repository.git.diff(this.baseSha, this.headSha);
  }

  push(change: Change, options: PushOptions = {}): Promise<string> {
    return this.repository.push(this.headLabel, change, options);
  }

  /** Its head was pushed to. */
  async follow(sha: string, author: Author): Promise<void> {
    const before = this.headSha;
    await this.#standAt(sha);
    for (const thread of this.conversation.threads) await thread.follow(sha);
    this.conversation.notify('push', author, `pushed ${sha}`);
    this.announce('synchronize', author.account, { before, after: sha });
  }

  markReady(login: string = this.author.login): void {
    this.draft = false;
    this.announce('ready_for_review', this.repository.world.account(login));
  }

  convertToDraft(login: string = this.author.login): void {
    this.draft = true;
    this.announce('converted_to_draft', this.repository.world.account(login));
  }

  close(login: string = this.author.login): void {
    this.state = 'closed';
    this.closedAt = this.repository.world.time();
    this.announce('closed', this.repository.world.account(login));
  }

  async reopen(login: string = this.author.login): Promise<void> {
    this.state = 'open';
    this.closedAt = undefined;
    await this.#standAt(tipOf(this.repository, this.headLabel));
    this.announce('reopened', this.repository.world.account(login));
  }

  /** Merges it, without asking whether checks would allow that. Gives the merge commit. */
  merge(login: string = this.author.login): Promise<string> {
    return this.repository.inTurn(async () => {
      const { repository } = this;
      const account = repository.world.account(login);
      const base = repository.branch(this.base);
      this.mergedAs = await mergeCommit(repository, base.ref, tipOf(repository, this.base), this);
      this.close(login);
      await repository.moved(this.base, this.mergedAs, { account });
      return this.mergedAs;
    });
  }

  async changeBase(base: string, login: string = this.author.login): Promise<void> {
    const changes = { base: { ref: { from: this.base }, sha: { from: this.baseSha } } };
    this.base = base;
    await this.#standAt(this.headSha);
    this.announce('edited', this.repository.world.account(login), { changes });
  }

  rename(title: string, login: string = this.author.login): void {
    const changes = { title: { from: this.title } };
    this.title = title;
    this.announce('edited', this.repository.world.account(login), { changes });
  }

  /** Someone comments below it. */
  comment(login: string, body: string): IssueComment {
    return this.conversation.comment(this.#person(login), body);
  }

  /** Someone edits a comment below it: by default its author. */
  editComment(id: number, body: string, login?: string): void {
    const comment = this.conversation.comments.find((each) => each.id === id);
    if (comment === undefined) throw new Error(`Pull request ${this.number} has no comment ${id}`);
    this.conversation.editComment(comment, body, login === undefined ? comment.by : this.#person(login));
  }

  /** Someone begins a thread on a line of the new files. */
  async discuss(
    login: string,
    at: { readonly path: string; readonly line: number },
    body: string,
  ): Promise<ReviewThread> {
    const anchor = await anchorIn(this, { ...at, commit: this.headSha });
    return this.conversation.beginThread(this.#person(login), anchor, body).thread;
  }

  /** Someone answers in a thread. */
  reply(login: string, thread: string, body: string): void {
    this.conversation.replyIn(this.#thread(thread), this.#person(login), body);
  }

  resolveThread(login: string, thread: string): void {
    this.conversation.setResolved(this.#thread(thread), this.#person(login), true);
  }

  unresolveThread(login: string, thread: string): void {
    this.conversation.setResolved(this.#thread(thread), this.#person(login), false);
  }

  /** Its threads as people see them, oldest first. */
  threads(): readonly SeenThread[] {
    return this.conversation.threads.map(seenThread);
  }

  /** Its reviews as people see them, oldest first; not those that GitHub makes around single comments. */
  reviews(): readonly SeenReview[] {
    return this.conversation.reviews.filter(({ wrapping }) => !wrapping).map(seenReview);
  }

  /** The comments below it as people see them, oldest first. */
  comments(): readonly SeenComment[] {
    return this.conversation.comments.map(seenComment);
  }

  announce(action: string, sender: Account, more: Readonly<Record<string, unknown>> = {}): void {
    const { repository } = this;
    this.updatedAt = repository.world.time();
    const payload = { number: this.number, pull_request: pullRequestShape(this), ...more };
    repository.world.announce({ event: 'pull_request', action, repository, sender, payload });
  }

  #person(login: string): Author {
    return { account: this.repository.world.account(login) };
  }

  #thread(id: string): ReviewThread {
    const thread = this.conversation.threads.find((each) => each.nodeId === id);
    if (thread === undefined) throw new Error(`Pull request ${this.number} has no thread ${id}`);
    return thread;
  }

  async #standAt(sha: string): Promise<void> {
    const { git } = this.repository;
    this.baseSha = tipOf(this.repository, this.base);
    if (this.headSha !== sha) this.heads.push(sha);
    await git.setRef(`refs/pull/${this.number}/head`, sha);
    const [files, commits] = await Promise.all([this.files(), git.commitsBetween(this.baseSha, sha)]);
    const sum = (count: (file: DiffFile) => number) => files.reduce((total, file) => total + count(file), 0);
    this.statistics = {
      additions: sum(({ additions }) => additions),
      deletions: sum(({ deletions }) => deletions),
      files: files.length,
      commits: commits.length,
    };
  }
}

function tipOf(repository: Repository, branch: string): string {
  const sha = repository.tip(branch);
  if (sha === undefined) throw new Error(`${repository.fullName} has no branch ${branch}`);
  return sha;
}
