import type { PullRequestView, RepositoryApi } from '../github/repository-api.js';
import type { AssistWork, ShowWork } from '../github/work.js';
import { checkNameOf } from './check-name.js';
import { type OpenedChange, openChange } from './open-change.js';
import type { Outcome } from './outcome.js';
import type { Job, Services } from './services.js';

export interface Reviewed {
  readonly opened: OpenedChange;
  readonly pullRequest: PullRequestView;
}

/** A pull request as it was reviewed; or how work on it ends when it is no longer where it was. */
export async function openReviewed(
  { repository, pullRequest: number, head, baseRef }: AssistWork | ShowWork,
  api: RepositoryApi,
  services: Services,
  job: Job,
): Promise<Reviewed | Outcome> {
  if (await job.isSuperseded()) return 'superseded';
  const checkName = checkNameOf(services.checkName, repository, baseRef);
  const target = { repository, pullRequest: number, head, base: baseRef, checkName };
  const opened = await openChange(target, services, api, async (present) => present);
  const { pullRequest } = opened.view;
  if (pullRequest === undefined || !pullRequest.open) return 'closed';
  const moved = pullRequest.head !== head || pullRequest.baseRef !== baseRef;
  return moved ? 'superseded' : { opened, pullRequest };
}
