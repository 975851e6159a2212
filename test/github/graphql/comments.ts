import { issueCommentShape } from '../shapes/issue-comment.js';
import { reviewCommentShape, reviewShape } from '../shapes/review.js';
import type { Comment } from '../state/comment.js';
import type { IssueComment } from '../state/issue-comment.js';
import type { Review } from '../state/review.js';
import type { ReviewComment } from '../state/review-comment.js';
import type { ReviewThread } from '../state/review-thread.js';
import { actor } from './actor.js';
import { connection, type Page } from './connection.js';
import type { Viewer } from './viewer.js';

export function issueCommentObject(comment: IssueComment, viewer: Viewer) {
  const { html_url: url } = issueCommentShape(comment);
  return { __typename: 'IssueComment', ...textOf(comment, viewer), url };
}

export function reviewCommentObject(comment: ReviewComment, viewer: Viewer) {
  const { thread } = comment;
  const repository = thread.pullRequest.repository;
  const may = viewer.didAuthor(comment.by) || viewer.may(repository, 'pull_requests', 'write');
  const { html_url: url } = reviewCommentShape(comment);
  return {
    __typename: 'PullRequestReviewComment',
    ...textOf(comment, viewer),
    url,
    path: thread.path,
    line: thread.line ?? null,
    startLine: thread.startLine ?? null,
    originalLine: thread.original.line ?? null,
    outdated: thread.outdated,
    viewerCanDelete: may,
    viewerCanMinimize: may,
  };
}

export function reviewObject(review: Review, viewer: Viewer) {
  const { id } = reviewShape(review);
  return {
    id: review.nodeId,
    fullDatabaseId: String(id),
    author: actor(review.by.account),
    body: review.body,
    state: review.state,
    submittedAt: review.submittedAt,
    viewerDidAuthor: viewer.didAuthor(review.by),
  };
}

export function threadObject(thread: ReviewThread, viewer: Viewer) {
  const { original, pullRequest, resolvedBy } = thread;
  // Resolving needs `contents: write`, though nothing is written there (github/gh-aw#35726).
  const canResolve = viewer.may(pullRequest.repository, 'contents', 'write');
  return {
    id: thread.nodeId,
    path: thread.path,
    line: thread.line ?? null,
    startLine: thread.startLine ?? null,
    originalLine: original.line ?? null,
    originalStartLine: original.startLine ?? null,
    diffSide: original.side,
    startDiffSide: original.startSide ?? null,
    subjectType: original.line === undefined ? 'FILE' : 'LINE',
    isOutdated: thread.outdated,
    isResolved: resolvedBy !== undefined,
    isCollapsed: resolvedBy !== undefined || thread.outdated,
    resolvedBy: resolvedBy ? { ...actor(resolvedBy), __typename: 'User' } : null,
    viewerCanReply: viewer.may(pullRequest.repository, 'pull_requests', 'write'),
    viewerCanResolve: canResolve && resolvedBy === undefined,
    viewerCanUnresolve: canResolve && resolvedBy !== undefined,
    comments: (page: Page) =>
      connection('comments', thread.comments, page, (comment) => reviewCommentObject(comment, viewer)),
  };
}

function textOf(comment: Comment, viewer: Viewer) {
  return {
    id: comment.nodeId,
    databaseId: comment.id,
    fullDatabaseId: String(comment.id),
    author: actor(comment.by.account),
    body: comment.body,
    createdAt: comment.createdAt,
    lastEditedAt: comment.edits === 0 ? null : comment.updatedAt,
    isMinimized: comment.minimized !== undefined,
    minimizedReason: comment.minimized ?? null,
    viewerDidAuthor: viewer.didAuthor(comment.by),
    viewerCanUpdate: viewer.didAuthor(comment.by),
  };
}
