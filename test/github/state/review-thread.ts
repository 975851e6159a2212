import type { Account } from './account.js';
import { movedLine } from './git/hunks.js';
import { nodeId } from './node-id.js';
import type { PullRequest } from './pull-request.js';
import type { ReviewComment } from './review-comment.js';

export type Side = 'LEFT' | 'RIGHT';

/** Where a thread begins: lines of a file of the diff, or a file as a whole. */
export interface Anchor {
  readonly path: string;
  /** 1-based; absent when the file as a whole is meant. */
  readonly line?: number;
  /** Only where several lines are meant; smaller than `line`. */
  readonly startLine?: number;
  readonly side: Side;
  readonly startSide?: Side;
  readonly commit: string;
  /** From the header of the hunk to the line. */
  readonly diffHunk: string;
}

export class ReviewThread {
  readonly id: number;
  readonly nodeId: string;
  readonly pullRequest: PullRequest;
  /** As it was when it was begun. */
  readonly original: Anchor;
  readonly comments: ReviewComment[] = [];
  /** Where the lines are now; undefined when they were changed, and for a thread about a file. */
  line: number | undefined;
  startLine: number | undefined;
  /** The commit that `line` is a line of. */
  commit: string;
  outdated = false;
  resolvedBy: Account | undefined;

  constructor(id: number, pullRequest: PullRequest, anchor: Anchor) {
    this.id = id;
    this.nodeId = nodeId('PRRT', id);
    this.pullRequest = pullRequest;
    this.original = anchor;
    this.line = anchor.line;
    this.startLine = anchor.startLine;
    this.commit = anchor.commit;
  }

  get path(): string {
    return this.original.path;
  }

  /** A push came: the thread follows its lines, or is outdated when they changed. */
  async follow(head: string): Promise<void> {
    const { path, line, startLine = line, side, commit } = this.original;
    if (line === undefined || startLine === undefined) return;
    if (side === 'LEFT') return this.#settleAt(line, this.original.startLine, head);
    const { git } = this.pullRequest.repository;
    const moves = await git.moves(commit, head, path);
    const moved = Array.from({ length: line - startLine + 1 }, (_, index) => movedLine(moves, startLine + index));
    const last = moved.at(-1);
    const intact =
      last !== undefined &&
      moved.every((each, index) => each !== undefined && each === last - moved.length + 1 + index);
    const removed = (await git.object(`${head}:${path}`)) === undefined;
    if (removed || !intact) return this.#settleAt(undefined, undefined, commit);
    this.#settleAt(last, this.original.startLine === undefined ? undefined : moved[0], head);
  }

  #settleAt(line: number | undefined, startLine: number | undefined, commit: string): void {
    this.line = line;
    this.startLine = startLine;
    this.commit = commit;
    this.outdated = line === undefined;
  }
}
