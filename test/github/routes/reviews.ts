import { z } from 'zod';
import { authorOf, ok, type RepositoryCall } from '../server/call.js';
import { invalid } from '../server/failure.js';
import { paged } from '../server/paging.js';
import { type Route, repositoryRoute } from '../server/route.js';
import { reviewShape } from '../shapes/review.js';
import { AnchorFailure, type AnchorProblem, anchorIn } from '../state/anchor.js';
import type { PullRequest } from '../state/pull-request.js';
import type { ReviewState } from '../state/review.js';
import type { Anchor } from '../state/review-thread.js';
import { pullRequestIn } from './pulls.js';

const Side = z.enum(['LEFT', 'RIGHT']);

const NewComment = z.object({
  path: z.string(),
  body: z.string(),
  line: z.number().optional(),
  side: Side.optional(),
  start_line: z.number().optional(),
  start_side: Side.optional(),
  position: z.number().optional(),
});

const NewReview = z
  .object({
    commit_id: z.string().optional(),
    body: z.string().default(''),
    event: z.enum(['APPROVE', 'REQUEST_CHANGES', 'COMMENT', 'PENDING']).optional(),
    comments: z.array(NewComment).default([]),
  })
  .default({ body: '', comments: [] });

const STATES: Readonly<Record<string, ReviewState>> = {
  APPROVE: 'APPROVED',
  REQUEST_CHANGES: 'CHANGES_REQUESTED',
  COMMENT: 'COMMENTED',
};

export const reviewRoutes: readonly Route[] = [
  repositoryRoute('GET /pulls/{pull_number}/reviews', { pull_requests: 'read' }, (call) =>
    paged(call, pullRequestIn(call).conversation.reviews, (page) => page.map(reviewShape)),
  ),
  repositoryRoute('POST /pulls/{pull_number}/reviews', { pull_requests: 'write' }, submit),
];

/** All comments or none, and GitHub does not say which one it refuses. */
async function submit(call: RepositoryCall) {
  const pullRequest = pullRequestIn(call);
  const wanted = NewReview.parse(call.body);
  const state = STATES[wanted.event ?? ''];
  if (state === undefined) throw invalid('The double knows no pending reviews: give an event');
  if (wanted.body.trim() === '' && (wanted.comments.length === 0 || state === 'CHANGES_REQUESTED')) {
    throw unprocessable('Body can not be blank');
  }
  const commit = await reviewedCommit(pullRequest, wanted.commit_id);
  const comments = await Promise.all(wanted.comments.map((comment) => anchored(pullRequest, commit, comment)));
  call.limits.countContent(call.token);
  const by = authorOf(call.token);
  return ok(reviewShape(pullRequest.conversation.submitReview({ by, state, commit, body: wanted.body, comments })));
}

const PROBLEMS: Readonly<Record<AnchorProblem, string>> = {
  path: 'Path could not be resolved',
  line: 'Line could not be resolved',
  'start-not-before-line': 'Pull request review thread start line must precede the end line.',
  'start-in-other-hunk': 'Pull request review thread start line must be part of the same hunk as the line.',
};

async function anchored(
  pullRequest: PullRequest,
  commit: string,
  comment: z.infer<typeof NewComment>,
): Promise<{ readonly anchor: Anchor; readonly body: string }> {
  const { path, body, line, side, start_line: startLine, start_side: startSide, position } = comment;
  if (line === undefined && position !== undefined)
    throw invalid('The double knows no positions: they are closing down');
  if (line === undefined) throw unprocessable('Line could not be resolved');
  if (body.trim() === '') throw unprocessable("Body can't be blank");
  try {
    return { anchor: await anchorIn(pullRequest, { path, line, side, startLine, startSide, commit }), body };
  } catch (error) {
    if (error instanceof AnchorFailure) throw unprocessable(PROBLEMS[error.problem]);
    throw error;
  }
}

/** The commit that a review is about: one that the pull request has or had. */
export async function reviewedCommit(pullRequest: PullRequest, id: string | undefined): Promise<string> {
  if (id === undefined || pullRequest.heads.includes(id)) return id ?? pullRequest.headSha;
  const commit = await pullRequest.repository.git.commitAt(id);
  if (commit?.sha !== id) throw invalid(`No commit found for SHA: ${id}`);
  const own = await pullRequest.repository.git.commitsBetween(pullRequest.baseSha, pullRequest.headSha);
  if (own.some(({ sha }) => sha === id)) return id;
  throw unprocessable('commit_id is not part of the pull request');
}

function unprocessable(problem: string) {
  return invalid('Unprocessable Entity', [problem]);
}
