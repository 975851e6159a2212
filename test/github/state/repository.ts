import { pushShape } from '../shapes/push.js';
import type { Account, Role } from './account.js';
import type { App } from './app.js';
import type { Author } from './author.js';
import type { CheckRun } from './check-run.js';
import { Checks } from './checks.js';
import type { BareRepository } from './git/bare-repository.js';
import type { Change, Signature } from './git/change.js';
import type { Installation } from './installation.js';
import { mergeGroup } from './merge-group.js';
import { nodeId } from './node-id.js';
import { type NewPullRequest, PullRequest } from './pull-request.js';
import type { World } from './world.js';

export interface RepositoryOptions {
  readonly private: boolean;
  readonly collaborators: Readonly<Record<string, Role>>;
}

export interface PushOptions {
  readonly message?: string;
  /** A login. */
  readonly author?: string;
  /** A commit to begin from, whatever the branch has: a force push. */
  readonly onto?: string;
}

/** A branch of this repository, or of a fork of it: those are named as in `bob:feature`. */
export interface Branch {
  readonly name: string;
  readonly owner: Account;
  /** The ref that holds it here. GitHub too keeps the objects of forks together. */
  readonly ref: string;
}

/** A repository with its pull requests and checks; the methods are what people do there. */
export class Repository {
  readonly id: number;
  readonly nodeId: string;
  readonly world: World;
  readonly owner: Account;
  readonly name: string;
  readonly private: boolean;
  readonly defaultBranch = 'main';
  readonly git: BareRepository;
  readonly collaborators: Map<string, Role>;
  readonly checks = new Checks(this);
  readonly pullRequests: PullRequest[] = [];
  readonly createdAt: string;
  /** Commits that GitHub made itself, and so signed. */
  readonly signed = new Set<string>();
  /** Ids of the forks, by login. */
  readonly forks = new Map<string, number>();
  readonly #tips = new Map<string, string>();
  #work: Promise<unknown> = Promise.resolve();

  constructor(world: World, owner: Account, name: string, git: BareRepository, options: RepositoryOptions) {
    this.id = world.nextId();
    this.nodeId = nodeId('R', this.id);
    this.world = world;
    this.owner = owner;
    this.name = name;
    this.git = git;
    this.private = options.private;
    this.collaborators = new Map(Object.entries(options.collaborators));
    for (const login of this.collaborators.keys()) world.account(login);
    this.createdAt = world.time();
  }

  get fullName(): string {
    return `${this.owner.login}/${this.name}`;
  }

  get installations(): readonly Installation[] {
    return this.world.installations.filter((each) => each.includes(this));
  }

  /** The installation of an App, by default the only one. Throws when there is none. */
  installation(app?: App): Installation {
    const found = this.installations.find((each) => app === undefined || each.app === app);
    if (found === undefined) throw new Error(`No App is installed on ${this.fullName}`);
    return found;
  }

  branch(label: string): Branch {
    const [, login, name = label] = /^([^:]+):(.+)$/.exec(label) ?? [];
    if (login === undefined || login === this.owner.login)
      return { name, owner: this.owner, ref: `refs/heads/${name}` };
    return { name, owner: this.world.account(login), ref: `refs/forks/${login}/heads/${name}` };
  }

  /** The commit that a branch is at. */
  tip(label: string): string | undefined {
    return this.#tips.get(this.branch(label).ref);
  }

  /** Names of the repository's own branches. */
  get branches(): readonly string[] {
    return [...this.#tips.keys()].flatMap((ref) =>
      ref.startsWith('refs/heads/') ? [ref.slice('refs/heads/'.length)] : [],
    );
  }

  branchAt(sha: string): string | undefined {
    return this.branches.find((name) => this.tip(name) === sha);
  }

  /** Someone pushes one commit to a branch, which is made from the default branch when it is new. Gives the commit's id. */
  push(branch: string, change: Change, options: PushOptions = {}): Promise<string> {
    const account = this.world.account(options.author ?? 'ada');
    const message = options.message ?? 'Change';
    return this.commit(branch, change, { author: { account }, message, ...(options.onto && { onto: options.onto }) });
  }

  /**
   * Makes a commit on a branch and tells everyone. With `expected` it gives undefined, and does nothing, when the branch is at another
   * commit by now.
   */
  commit(branch: string, change: Change, by: CommitOptions): Promise<string>;
  commit(
    branch: string,
    change: Change,
    by: CommitOptions & { readonly expected: string },
  ): Promise<string | undefined>;
  commit(
    branch: string,
    change: Change,
    by: CommitOptions & { readonly expected?: string },
  ): Promise<string | undefined> {
    return this.inTurn(async () => {
      const { ref } = this.branch(branch);
      const before = this.#tips.get(ref);
      if (by.expected !== undefined && by.expected !== before) return undefined;
      const parent = by.onto ?? before ?? this.tip(this.defaultBranch);
      const signature = signatureOf(by.author.account);
      const at = this.world.now();
      const parents = parent === undefined ? [] : [parent];
      const sha = await this.git.commit({ ...change, ref, parents, message: by.message, author: signature, at });
      if (by.signed) this.signed.add(sha);
      await this.moved(branch, sha, by.author);
      return sha;
    });
  }

  /** A branch is at another commit: pull requests follow, and those who subscribed are told. */
  async moved(label: string, sha: string, author: Author): Promise<void> {
    const { ref, name, owner } = this.branch(label);
    const before = this.#tips.get(ref);
    this.#tips.set(ref, sha);
    if (owner === this.owner) await this.#announcePush(name, before, sha, author);
    for (const pullRequest of this.pullRequests) {
      if (pullRequest.open && pullRequest.head.ref === ref) await pullRequest.follow(sha, author);
    }
  }

  /** One thing after the other, as on GitHub: what begins while something is under way waits. */
  inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
    const result = this.#work.then(act);
    this.#work = result.catch(() => undefined);
    return result;
  }

  /** `head` is a branch, or `bob:feature` of a fork; it must have been pushed. */
  openPullRequest(opened: NewPullRequest): Promise<PullRequest> {
    return this.inTurn(async () => {
      const pullRequest = await PullRequest.open(this, this.pullRequests.length + 1, opened);
      this.pullRequests.push(pullRequest);
      pullRequest.announce('opened', pullRequest.author);
      return pullRequest;
    });
  }

  pullRequest(number: number): PullRequest | undefined {
    return this.pullRequests.find((each) => each.number === number);
  }

  /** The check runs on a commit, newest last. */
  checkRuns(sha: string): readonly CheckRun[] {
    return this.checks.runsOn(sha);
  }

  /** Someone presses a button of a check run. */
  clickAction(checkRun: number, identifier: string, login: string): void {
    const run = this.#checkRun(checkRun);
    if (!run.actions.some((action) => action.identifier === identifier)) {
      throw new Error(`Check run ${checkRun} has no button ${identifier}`);
    }
    this.checks.click(run, identifier, this.world.account(login));
  }

  /** Someone presses "Re-run" of a check run. */
  rerequest(checkRun: number, login: string): void {
    this.checks.rerequest(this.#checkRun(checkRun), this.world.account(login));
  }

  /** Someone presses "Re-run all checks" on a commit. */
  rerequestSuites(sha: string, login: string): void {
    for (const suite of this.checks.suites) {
      if (suite.headSha === sha) this.checks.rerequestSuite(suite, this.world.account(login));
    }
  }

  /** The merge queue merges pull requests in a branch of its own and asks for checks there. Gives the commit. */
  mergeGroup(pullRequests: readonly PullRequest[]): Promise<string> {
    return this.inTurn(() => mergeGroup(this, pullRequests));
  }

  #checkRun(id: number): CheckRun {
    const run = this.checks.run(id);
    if (run === undefined) throw new Error(`${this.fullName} has no check run ${id}`);
    return run;
  }

  async #announcePush(branch: string, before: string | undefined, after: string, author: Author): Promise<void> {
    const payload = await pushShape(this, branch, before, after, author);
    this.world.announce({ event: 'push', repository: this, sender: author.account, payload });
    this.checks.begin(after, branch, author.account);
  }
}

interface CommitOptions {
  readonly author: Author;
  readonly message: string;
  readonly onto?: string;
  readonly signed?: boolean;
}

/** How an account signs its commits. */
export function signatureOf({ login, id }: Account): Signature {
  return { name: login, email: `${id}+${login}@users.noreply.github.com` };
}
