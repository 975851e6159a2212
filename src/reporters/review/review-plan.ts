/** A conversation on a pull request that Plumbline began. */
export interface OwnThread {
  /** The GraphQL id of the thread. */
  readonly id: string;
  /** The GraphQL id and the number of its first comment, which Plumbline wrote. */
  readonly commentId: string;
  readonly commentNumber: number;
  readonly body: string;
  readonly path: string;
  readonly resolved: boolean;
  /** Someone else resolved it. It stays as it is as long as the finding lives. */
  readonly resolvedByOther: boolean;
  readonly viewerCanResolve: boolean;
  /** Others answered in it. */
  readonly answered: boolean;
}

/** A file as the pull request changes it. */
export interface ChangedFile {
  readonly path: string;
  /** The unified hunks; absent for binary and for very large files. */
  readonly patch?: string;
}

/** What has to be done so that the conversations say what the report says. Empty when they do. */
export interface ReviewPlan {
  /** Absent when there is nothing new to say. */
  readonly review?: PlannedReview;
  /** Threads whose findings are gone and that can be resolved. */
  readonly resolve: readonly OwnThread[];
  /** First comments of threads to rewrite: those that cannot be resolved say that the finding is gone. */
  readonly rewrite: readonly { readonly thread: OwnThread; readonly body: string }[];
}

export interface PlannedReview {
  /** Markdown; empty where the comments say it all. */
  readonly body: string;
  readonly comments: readonly PlannedComment[];
}

/** A comment on the right side of the diff. All its lines are in one hunk. */
export interface PlannedComment {
  readonly path: string;
  /** 1-based line of the new file; the last one that the comment is about. */
  readonly line: number;
  /** Only where the comment is about several lines; smaller than `line`. */
  readonly startLine?: number;
  /** Markdown, with the marker by which Plumbline knows the finding again. */
  readonly body: string;
}
