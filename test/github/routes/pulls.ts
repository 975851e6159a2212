import { numberIn, ok, type RepositoryCall } from '../server/call.js';
import { notFound } from '../server/failure.js';
import { paged } from '../server/paging.js';
import { type Route, repositoryRoute } from '../server/route.js';
import { fileShape } from '../shapes/commit.js';
import { pullRequestShape } from '../shapes/pull-request.js';
import type { DiffFile } from '../state/git/diff.js';
import type { PullRequest } from '../state/pull-request.js';

const MAX_FILES = 3_000;

export const pullRoutes: readonly Route[] = [
  repositoryRoute('GET /pulls/{pull_number}', { pull_requests: 'read' }, (call) =>
    ok(pullRequestShape(pullRequestIn(call))),
  ),
  repositoryRoute('GET /pulls/{pull_number}/files', { pull_requests: 'read' }, async (call) => {
    const pullRequest = pullRequestIn(call);
    const files = (await pullRequest.files()).slice(0, MAX_FILES);
    const shape = (page: readonly DiffFile[]) =>
      page.map((file) => fileShape(file, pullRequest.headSha, call.repository));
    return paged(call, files, shape);
  }),
];

/** `pull_number` and `issue_number` are the same numbers. */
export function pullRequestIn(call: RepositoryCall): PullRequest {
  const found = call.repository.pullRequest(
    numberIn(call, 'pull_number' in call.path ? 'pull_number' : 'issue_number'),
  );
  if (found === undefined) throw notFound();
  return found;
}
