import { IssueComment } from '../state/issue-comment.js';
import type { PullRequest } from '../state/pull-request.js';
import { ReviewComment } from '../state/review-comment.js';
import { ReviewThread } from '../state/review-thread.js';
import { issueCommentObject, reviewCommentObject, threadObject } from './comments.js';
import { type CommitInput, createCommitOnBranch } from './create-commit.js';
import { refused } from './refusal.js';
import type { Viewer } from './viewer.js';

interface Input<Fields> {
  readonly input: Fields & { readonly clientMutationId?: string | null };
}

/** The fields of `Mutation`. */
export function mutations(viewer: Viewer) {
  return {
    resolveReviewThread: ({ input }: Input<{ readonly threadId: string }>) => setResolved(viewer, input.threadId, true),
    unresolveReviewThread: ({ input }: Input<{ readonly threadId: string }>) =>
      setResolved(viewer, input.threadId, false),
    addPullRequestReviewThreadReply: ({
      input,
    }: Input<{ readonly pullRequestReviewThreadId: string; readonly body: string }>) => {
      const thread = threadAt(viewer, input.pullRequestReviewThreadId);
      viewer.need(thread.pullRequest.repository, 'pull_requests', 'write');
      const reply = thread.pullRequest.conversation.replyIn(thread, viewer.author, input.body);
      return { comment: reviewCommentObject(reply, viewer) };
    },
    updatePullRequestReviewComment: ({
      input,
    }: Input<{ readonly pullRequestReviewCommentId: string; readonly body: string }>) => {
      const comment = commentAt(viewer, input.pullRequestReviewCommentId);
      if (!(comment instanceof ReviewComment)) throw unresolvable(input.pullRequestReviewCommentId);
      edit(viewer, comment, comment.thread.pullRequest, input.body);
      return { pullRequestReviewComment: reviewCommentObject(comment, viewer) };
    },
    updateIssueComment: ({ input }: Input<{ readonly id: string; readonly body: string }>) => {
      const comment = commentAt(viewer, input.id);
      if (!(comment instanceof IssueComment)) throw unresolvable(input.id);
      needAuthor(viewer, comment, comment.pullRequest);
      comment.pullRequest.conversation.editComment(comment, input.body);
      return { issueComment: issueCommentObject(comment, viewer) };
    },
    minimizeComment: ({ input }: Input<{ readonly subjectId: string; readonly classifier: string }>) => {
      const comment = commentAt(viewer, input.subjectId);
      viewer.need(pullRequestOf(comment).repository, 'pull_requests', 'write');
      comment.minimized = input.classifier.toLowerCase();
      const shown =
        comment instanceof IssueComment ? issueCommentObject(comment, viewer) : reviewCommentObject(comment, viewer);
      return { minimizedComment: shown };
    },
    createCommitOnBranch: ({ input }: Input<CommitInput>) => createCommitOnBranch(viewer, input),
  };
}

function setResolved(viewer: Viewer, id: string, resolved: boolean) {
  const thread = threadAt(viewer, id);
  viewer.need(thread.pullRequest.repository, 'pull_requests', 'write');
  viewer.need(thread.pullRequest.repository, 'contents', 'write');
  thread.pullRequest.conversation.setResolved(thread, viewer.author, resolved);
  return { thread: threadObject(thread, viewer) };
}

function edit(viewer: Viewer, comment: ReviewComment, pullRequest: PullRequest, body: string): void {
  needAuthor(viewer, comment, pullRequest);
  if (body.trim() === '') throw refused('UNPROCESSABLE', "Body can't be blank");
  comment.rewrite(body, viewer.world.time());
}

/** Apps may edit what they wrote; people's words are theirs. */
function needAuthor(viewer: Viewer, comment: ReviewComment | IssueComment, pullRequest: PullRequest): void {
  viewer.need(pullRequest.repository, 'pull_requests', 'write');
  if (!viewer.didAuthor(comment.by)) throw refused('FORBIDDEN', 'Resource not accessible by integration');
}

function threadAt(viewer: Viewer, id: string): ReviewThread {
  const node = viewer.world.node(id);
  if (node instanceof ReviewThread && viewer.token.sees(node.pullRequest.repository)) return node;
  throw unresolvable(id);
}

function commentAt(viewer: Viewer, id: string): ReviewComment | IssueComment {
  const node = viewer.world.node(id);
  const comment = node instanceof ReviewComment || node instanceof IssueComment ? node : undefined;
  if (comment !== undefined && viewer.token.sees(pullRequestOf(comment).repository)) return comment;
  throw unresolvable(id);
}

function pullRequestOf(comment: ReviewComment | IssueComment): PullRequest {
  return comment instanceof IssueComment ? comment.pullRequest : comment.thread.pullRequest;
}

function unresolvable(id: string) {
  return refused('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'`);
}
