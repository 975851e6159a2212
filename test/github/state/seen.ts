import type { Comment } from './comment.js';
import type { Review } from './review.js';
import type { ReviewThread } from './review-thread.js';

export interface SeenComment {
  readonly id: number;
  readonly author: string;
  readonly body: string;
  /** How often it was edited. */
  readonly edits: number;
}

export interface SeenThread {
  /** Its GraphQL id. */
  readonly id: string;
  readonly path: string;
  /** Where its lines are now; absent when they changed, and for a file as a whole. */
  readonly line?: number;
  readonly startLine?: number;
  readonly outdated: boolean;
  /** A login; absent while it is open. */
  readonly resolvedBy?: string;
  readonly comments: readonly SeenComment[];
}

export interface SeenReview {
  readonly author: string;
  readonly body: string;
  readonly state: string;
  readonly commit: string;
}

export function seenComment({ id, author, body, edits }: Comment): SeenComment {
  return { id, author, body, edits };
}

export function seenThread({
  nodeId,
  path,
  line,
  startLine,
  outdated,
  resolvedBy,
  comments,
}: ReviewThread): SeenThread {
  return {
    id: nodeId,
    path,
    ...(line !== undefined && { line }),
    ...(startLine !== undefined && { startLine }),
    outdated,
    ...(resolvedBy && { resolvedBy: resolvedBy.login }),
    comments: comments.map(seenComment),
  };
}

export function seenReview({ by, body, state, commit }: Review): SeenReview {
  return { author: by.account.login, body, state, commit };
}
