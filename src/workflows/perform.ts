import type { Work } from '../github/work.js';
import { applyFix } from './apply-fix.js';
import { assistPullRequest } from './assist-pull-request.js';
import { checkMergeGroup } from './check-merge-group.js';
import type { Outcome } from './outcome.js';
import { reviewPullRequest } from './review-pull-request.js';
import { runCommand } from './run-command.js';
import type { Job, Services } from './services.js';
import { showTexts } from './show-texts.js';

/** Does one piece of work. May be repeated from the start at any point. */
export async function perform(work: Work, services: Services, job: Job): Promise<Outcome> {
  switch (work.kind) {
    case 'review':
      return reviewPullRequest(work, services, job);
    case 'assist':
      return assistPullRequest(work, services, job);
    case 'show':
      return showTexts(work, services, job);
    case 'merge-group':
      return checkMergeGroup(work, services);
    case 'command':
      return runCommand(work, services, job);
    case 'fix':
      return applyFix(work, services);
    case 'policy-changed':
      services.organisations.forget(work.repository);
      return 'done';
    case 'forget':
      await services.forget(work);
      return 'done';
  }
}
