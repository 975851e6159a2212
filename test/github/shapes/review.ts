import type { Review } from '../state/review.js';
import type { ReviewComment } from '../state/review-comment.js';
import type { ReviewThread } from '../state/review-thread.js';
import { accountShape } from './account.js';
import { reactionsShape } from './reactions.js';
import { apiUrl } from './repository.js';

export function reviewShape(review: Review) {
  const { id, pullRequest, by } = review;
  const { repository, number } = pullRequest;
  const html = `${repository.world.url}/${repository.fullName}/pull/${number}#pullrequestreview-${id}`;
  const url = `${apiUrl(repository)}/pulls/${number}`;
  return {
    id,
    node_id: review.nodeId,
    user: accountShape(by.account, repository.world),
    body: review.body,
    state: review.state,
    html_url: html,
    pull_request_url: url,
    author_association: 'NONE',
    _links: { html: { href: html }, pull_request: { href: url } },
    submitted_at: review.submittedAt,
    updated_at: review.submittedAt,
    commit_id: review.commit,
  };
}

export function reviewCommentShape(comment: ReviewComment) {
  const { id, by, thread, review, answered } = comment;
  const { repository, number } = thread.pullRequest;
  const { world } = repository;
  const url = `${apiUrl(repository)}/pulls/comments/${id}`;
  const html = `${world.url}/${repository.fullName}/pull/${number}#discussion_r${id}`;
  const pull = `${apiUrl(repository)}/pulls/${number}`;
  return {
    url,
    pull_request_review_id: review.id,
    id,
    node_id: comment.nodeId,
    ...placeShape(thread),
    ...(answered && { in_reply_to_id: answered.id }),
    user: accountShape(by.account, world),
    body: comment.body,
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    html_url: html,
    pull_request_url: pull,
    author_association: 'NONE',
    _links: { self: { href: url }, html: { href: html }, pull_request: { href: pull } },
    reactions: reactionsShape(url),
  };
}

export function threadShape(thread: ReviewThread) {
  return { node_id: thread.nodeId, comments: thread.comments.map(reviewCommentShape) };
}

function placeShape(thread: ReviewThread) {
  const { original, path, line, startLine, commit } = thread;
  // The description wants a place also for a comment on a whole file.
  const position = original.line === undefined ? 1 : original.diffHunk.split('\n').length;
  return {
    diff_hunk: original.diffHunk,
    path,
    position: thread.outdated ? null : position,
    original_position: position,
    commit_id: commit,
    original_commit_id: original.commit,
    line: line ?? null,
    original_line: original.line ?? null,
    start_line: startLine ?? null,
    original_start_line: original.startLine ?? null,
    side: original.side,
    start_side: original.startSide ?? null,
    subject_type: original.line === undefined ? 'file' : 'line',
  };
}
