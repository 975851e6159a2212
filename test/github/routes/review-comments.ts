import { z } from 'zod';
import { authorOf, numberIn, ok, type RepositoryCall } from '../server/call.js';
import { invalid, notAccessible, notFound } from '../server/failure.js';
import { paged } from '../server/paging.js';
import { type Route, repositoryRoute } from '../server/route.js';
import { reviewCommentShape } from '../shapes/review.js';
import { AnchorFailure, type AnchorProblem, anchorIn } from '../state/anchor.js';
import type { ReviewComment } from '../state/review-comment.js';
import type { Anchor } from '../state/review-thread.js';
import { pullRequestIn } from './pulls.js';
import { reviewedCommit } from './reviews.js';

const Side = z.enum(['LEFT', 'RIGHT']);
const NewComment = z.object({
  body: z.string(),
  commit_id: z.string(),
  path: z.string(),
  line: z.number().optional(),
  side: Side.optional(),
  start_line: z.number().optional(),
  start_side: Side.optional(),
  subject_type: z.enum(['line', 'file']).default('line'),
  in_reply_to: z.number().optional(),
});
const Body = z.object({ body: z.string() });

export const reviewCommentRoutes: readonly Route[] = [
  repositoryRoute('GET /pulls/{pull_number}/comments', { pull_requests: 'read' }, (call) => {
    const comments = pullRequestIn(call).conversation.threads.flatMap((thread) => thread.comments);
    const sorted = comments.toSorted((a, b) => a.id - b.id);
    return paged(call, sorted, (page) => page.map(reviewCommentShape));
  }),
  repositoryRoute('POST /pulls/{pull_number}/comments', { pull_requests: 'write' }, create),
  repositoryRoute('POST /pulls/{pull_number}/comments/{comment_id}/replies', { pull_requests: 'write' }, (call) => {
    const { thread } = commentIn(call);
    if (thread.pullRequest !== pullRequestIn(call)) throw notFound();
    call.limits.countContent(call.token);
    const reply = thread.pullRequest.conversation.replyIn(thread, authorOf(call.token), Body.parse(call.body).body);
    return { status: 201, body: reviewCommentShape(reply) };
  }),
  repositoryRoute('GET /pulls/comments/{comment_id}', { pull_requests: 'read' }, (call) =>
    ok(reviewCommentShape(commentIn(call))),
  ),
  repositoryRoute('PATCH /pulls/comments/{comment_id}', { pull_requests: 'write' }, (call) => {
    const comment = commentIn(call);
    if (comment.by.account !== authorOf(call.token).account) throw notAccessible('pull_requests=write');
    comment.rewrite(Body.parse(call.body).body, call.world.time());
    return ok(reviewCommentShape(comment));
  }),
];

async function create(call: RepositoryCall) {
  const pullRequest = pullRequestIn(call);
  const wanted = NewComment.parse(call.body);
  const by = authorOf(call.token);
  const commit = await reviewedCommit(pullRequest, wanted.commit_id);
  const anchor = await anchored(call, wanted, commit);
  call.limits.countContent(call.token);
  return { status: 201, body: reviewCommentShape(pullRequest.conversation.beginThread(by, anchor, wanted.body)) };
}

const PROBLEMS: Readonly<Record<AnchorProblem, { readonly field: string; readonly message: string }>> = {
  path: { field: 'path', message: 'pull_request_review_thread.path is invalid' },
  line: { field: 'line', message: 'pull_request_review_thread.line must be part of the diff' },
  'start-not-before-line': {
    field: 'start_line',
    message: 'pull_request_review_thread.start_line must precede the end line.',
  },
  'start-in-other-hunk': {
    field: 'start_line',
    message: 'pull_request_review_thread.start_line must be part of the same hunk as the line.',
  },
};

async function anchored(call: RepositoryCall, wanted: z.infer<typeof NewComment>, commit: string): Promise<Anchor> {
  const { path, line, side, start_line: startLine, start_side: startSide, subject_type: subject } = wanted;
  if (subject === 'line' && line === undefined) throw refusal('line');
  const place = subject === 'file' ? { path, commit } : { path, line, side, startLine, startSide, commit };
  try {
    return await anchorIn(pullRequestIn(call), place);
  } catch (error) {
    if (error instanceof AnchorFailure) throw refusal(error.problem);
    throw error;
  }
}

function refusal(problem: AnchorProblem) {
  const { field, message } = PROBLEMS[problem];
  const resource = 'PullRequestReviewComment';
  return invalid('Validation Failed', [
    { resource, code: 'custom', field: `pull_request_review_thread.${field}`, message },
  ]);
}

function commentIn(call: RepositoryCall): ReviewComment {
  const id = numberIn(call, 'comment_id');
  const threads = call.repository.pullRequests.flatMap(({ conversation }) => conversation.threads);
  const found = threads.flatMap(({ comments }) => comments).find((comment) => comment.id === id);
  if (found === undefined) throw notFound();
  return found;
}
