import { z } from 'zod';
import { authorOf, numberIn, ok, type RepositoryCall } from '../server/call.js';
import { invalid, notAccessible, notFound } from '../server/failure.js';
import { paged } from '../server/paging.js';
import { type Route, repositoryRoute } from '../server/route.js';
import { issueCommentShape } from '../shapes/issue-comment.js';
import type { IssueComment } from '../state/issue-comment.js';
import { pullRequestIn } from './pulls.js';

const Body = z.object({ body: z.string() });
/** Characters; GitHub says so in its refusal. */
const MAX_BODY = 65_536;

/**
 * Comments below pull requests. All of these are pull requests here, and for them `issues: write` alone is not enough
 * (github/rest-api-description#6994).
 */
export const issueCommentRoutes: readonly Route[] = [
  repositoryRoute('GET /issues/{issue_number}/comments', { pull_requests: 'read' }, (call) =>
    paged(call, pullRequestIn(call).conversation.comments, (page) => page.map(issueCommentShape)),
  ),
  repositoryRoute('POST /issues/{issue_number}/comments', { pull_requests: 'write' }, (call) => {
    const { conversation } = pullRequestIn(call);
    const body = bodyOf(call);
    call.limits.countContent(call.token);
    return { status: 201, body: issueCommentShape(conversation.comment(authorOf(call.token), body)) };
  }),
  repositoryRoute('GET /issues/comments/{comment_id}', { pull_requests: 'read' }, (call) =>
    ok(issueCommentShape(commentIn(call))),
  ),
  repositoryRoute('PATCH /issues/comments/{comment_id}', { pull_requests: 'write' }, (call) => {
    const comment = commentIn(call);
    if (comment.by.account !== authorOf(call.token).account) throw notAccessible('pull_requests=write');
    comment.pullRequest.conversation.editComment(comment, bodyOf(call));
    return ok(issueCommentShape(comment));
  }),
];

function bodyOf(call: RepositoryCall): string {
  const { body } = Body.parse(call.body);
  const problem =
    body.trim() === ''
      ? "body can't be blank"
      : body.length > MAX_BODY
        ? `body is too long (maximum is ${MAX_BODY} characters)`
        : undefined;
  if (problem === undefined) return body;
  throw invalid('Validation Failed', [
    { resource: 'IssueComment', code: 'unprocessable', field: 'data', message: problem },
  ]);
}

function commentIn(call: RepositoryCall): IssueComment {
  const id = numberIn(call, 'comment_id');
  const comments = call.repository.pullRequests.flatMap(({ conversation }) => conversation.comments);
  const found = comments.find((comment) => comment.id === id);
  if (found === undefined) throw notFound();
  return found;
}
