import type { ReviewRequest } from '../analyst/analyst.js';
import type { PullRequestView, RepositoryApi } from '../github/repository-api.js';
import type { ReviewPlan } from '../reporters/review/review-plan.js';
import type { Written } from '../reporters/written.js';
import type { OpenedChange } from './open-change.js';
import type { Services } from './services.js';

/** How a pull request is to be reviewed: with these texts beside its findings. */
export function reviewRequest(
  { change, comparison }: OpenedChange,
  { threads, draft, fork }: PullRequestView,
  written: readonly Written[],
  { writing }: Services,
): ReviewRequest {
  const { files } = comparison;
  return { ...change, files, threads, draft, fixable: !fork, written, assisted: writing !== undefined };
}

/** Makes the conversations of a pull request say what the plan has for its head. */
export async function converse(
  { review, resolve, rewrite }: ReviewPlan,
  api: RepositoryApi,
  { pullRequest, head }: { readonly pullRequest: number; readonly head: string },
): Promise<void> {
  if (review !== undefined) await api.postReview(pullRequest, head, review);
  if (resolve.length > 0 || rewrite.length > 0) await api.settleThreads(resolve, rewrite);
}
