import type { PlannedReview } from '../../reporters/review/review-plan.js';
import type { Connection } from './connection.js';

/** One call. GitHub takes all comments or none. */
export async function postReview(
  { octokit, at }: Connection,
  pullRequest: number,
  head: string,
  { body, comments }: PlannedReview,
): Promise<void> {
  await octokit.request('POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews', {
    ...at,
    pull_number: pullRequest,
    // Otherwise a push that comes in between moves the comments to lines that they are not about.
    commit_id: head,
    event: 'COMMENT',
    ...(body !== '' && { body }),
    comments: comments.map(({ path, line, startLine, body: text }) => ({
      path,
      line,
      side: 'RIGHT',
      // GitHub refuses a comment that begins on the line on which it ends.
      ...(startLine !== undefined && startLine < line && { start_line: startLine, start_side: 'RIGHT' }),
      body: text,
    })),
  });
}
