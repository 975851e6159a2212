import type { CheckRunReport } from '../reporters/check-run/check-run.js';
import type { ChangedFile, OwnThread, PlannedReview } from '../reporters/review/review-plan.js';

/**
 * What Plumbline asks of GitHub about one repository, in its own words. Every method makes the calls that its comment names and throws
 * a `GithubError`, which says what kind of failure it was, for everything that is not an answer.
 */
export interface RepositoryApi {
  /** One call. */
  pullRequest(number: number): Promise<PullRequestState>;
  /** One call. `base` is a branch or a commit. */
  compare(base: string, head: string): Promise<Comparison>;
  /** One call; one more for each part of a tree that GitHub cuts. Trees of commits do not change, so they are remembered. */
  tree(commit: string): Promise<Tree>;
  /** One call (GraphQL), one more for each further hundred threads and for the blobs that do not fit. */
  view(query: ViewQuery): Promise<View>;
  /** The texts of blobs: GraphQL in batches. One that GitHub cuts, and binary ones, are fetched one by one. */
  blobs(ids: readonly string[]): Promise<ReadonlyMap<string, Buffer>>;
  /** One call, whatever the size of the repository. Gives only files of the wanted paths, each as it comes. */
  archive(commit: string, wanted: ReadonlySet<string>): AsyncIterable<ArchivedFile>;

  /** One call; one more for each further 50 annotations. Continues the run when there is one. Gives the run's number. */
  publishCheck(publication: CheckPublication): Promise<number>;
  /** One call: says that the analysis is going on. Gives the run's number. */
  beginCheck(begin: { readonly name: string; readonly head: string; readonly externalId: string }): Promise<number>;
  /** One call. All comments or none: GitHub refuses the review when one of them is not on a line of the diff. */
  postReview(pullRequest: number, head: string, review: PlannedReview): Promise<void>;
  /**
   * One call (GraphQL): resolves threads and rewrites comments. What is gone or refused leaves the rest as it is. Gives the threads that GitHub
   * does not let the App resolve: they can be rewritten.
   */
  settleThreads(
    resolve: readonly OwnThread[],
    rewrite: readonly { readonly thread: OwnThread; readonly body: string }[],
  ): Promise<readonly OwnThread[]>;
  /** One call. Edits the comment when there is one already. Gives its number. */
  reply(pullRequest: number, body: string, existing: number | undefined): Promise<number>;
  /** One call. `none` for whoever GitHub does not know. */
  permissionOf(login: string): Promise<'admin' | 'maintain' | 'write' | 'triage' | 'read' | 'none'>;
  /** One call (GraphQL): a verified commit on a branch, refused when the branch is no longer at `expectedHead`. Gives its id. */
  commit(commit: FixCommit): Promise<string>;
}

/** Opens repositories with a token that can do no more than is asked for, in that repository alone. */
export interface GithubClient {
  /** `read` for analysis and reports, `fix` where commits are made. */
  repository(
    repository: { readonly installation: number; readonly owner: string; readonly name: string },
    purpose: 'report' | 'fix',
  ): RepositoryApi;
}

export interface Comparison {
  /** The commit at which the base branch is. */
  readonly base: string;
  /** The commit where head and base parted. */
  readonly mergeBase: string;
  readonly files: readonly ComparedFile[];
  /** False when GitHub names only the first 300 files. */
  readonly complete: boolean;
}

export interface ComparedFile extends ChangedFile {
  readonly status: 'added' | 'removed' | 'modified' | 'renamed' | 'copied' | 'changed' | 'unchanged';
  /** The path before a rename. */
  readonly previousPath?: string;
}

/** A commit's files: everything that is no directory. */
export interface Tree {
  readonly commit: string;
  readonly entries: readonly TreeEntry[];
}

export interface TreeEntry {
  readonly path: string;
  /** As git has it: `100644`, `100755`, `120000` (a link), `160000` (a submodule). */
  readonly mode: string;
  readonly id: string;
  /** Bytes; 0 for a submodule. */
  readonly size: number;
}

/** A file of a commit's archive that is what the commit's tree says. */
export interface ArchivedFile {
  readonly path: string;
  readonly id: string;
  readonly content: Buffer;
}

/** What one GraphQL request asks for. */
export interface ViewQuery {
  readonly pullRequest: number | undefined;
  /** Check runs of this App with this name on this commit are wanted; none without. */
  readonly head: string | undefined;
  readonly checkName: string;
  /** The commit or branch whose policy files are wanted. */
  readonly policyAt: string;
  /** Contents to bring along, as far as they fit. */
  readonly blobs: readonly string[];
}

export interface View {
  /** Absent when none was asked for, or when it does not exist. */
  readonly pullRequest?: PullRequestView;
  /** Newest first. */
  readonly checks: readonly OwnCheck[];
  /** `.github/plumbline.yml` and `.plumbline/rules/<category>/<rule>/rule.yaml`, by path. */
  readonly policyFiles: ReadonlyMap<string, string>;
  readonly blobs: ReadonlyMap<string, Buffer>;
}

export interface PullRequestState {
  readonly open: boolean;
  readonly draft: boolean;
  /** Comes from another repository: no commits can be made to it. */
  readonly fork: boolean;
  readonly head: string;
  readonly headRef: string;
  readonly baseRef: string;
}

export interface PullRequestView extends PullRequestState {
  readonly threads: readonly OwnThread[];
  /** Plumbline's comment that answers commands, if there is one. */
  readonly reply?: { readonly number: number; readonly body: string };
}

export interface OwnCheck {
  readonly id: number;
  readonly externalId: string;
  readonly completed: boolean;
  readonly conclusion: string | undefined;
  readonly annotations: number;
}

export interface CheckPublication {
  readonly name: string;
  readonly head: string;
  readonly externalId: string;
  readonly report: CheckRunReport;
  /** A run that is not completed yet, and how many annotations it has. */
  readonly existing?: { readonly id: number; readonly annotations: number };
}

export interface FixCommit {
  readonly branch: string;
  readonly expectedHead: string;
  /** The first line is the subject. */
  readonly message: string;
  readonly files: ReadonlyMap<string, string>;
}
