import type { FixWork } from '../github/work.js';
import { checkNameOf } from './check-name.js';
import { fixPullRequest } from './fix-pull-request.js';
import { openChange } from './open-change.js';
import type { Outcome } from './outcome.js';
import { mayCommand } from './permission.js';
import { reply } from './reply.js';
import type { Services } from './services.js';

/** The button of a check run: everything that has a verified fix, on the commit that the button was shown for and no other. */
export async function applyFix(work: FixWork, services: Services): Promise<Outcome> {
  const { repository, author } = work;
  const api = services.github.repository(repository, 'report');
  if (!(await mayCommand(api, author))) return 'refused';
  const { head, baseRef } = await api.pullRequest(work.pullRequest);
  const target = {
    repository,
    pullRequest: work.pullRequest,
    head,
    base: baseRef,
    checkName: checkNameOf(services.checkName, work.repository, baseRef),
  };
  const opened = await openChange(target, services, api, async (present) => present);
  const { pullRequest } = opened.view;
  if (pullRequest === undefined || !pullRequest.open) return 'closed';
  const answer =
    pullRequest.head === work.head
      ? await fixPullRequest('all', { repository, opened, pullRequest, author }, services)
      : 'The branch has a newer commit than the check run whose button was pressed, so nothing was committed. Press the button of the newest one.';
  await reply(api, work.pullRequest, answer, pullRequest.reply);
  return 'done';
}
