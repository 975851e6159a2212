import type { ShowWork } from '../github/work.js';
import { converse, reviewRequest } from './converse.js';
import { openReviewed } from './open-reviewed.js';
import type { Outcome } from './outcome.js';
import type { Job, Services } from './services.js';
import { knownTexts } from './writing.js';

/** Reviews a pull request once more, so that its conversations show what was written since. The check run stays as it is. */
export async function showTexts(work: ShowWork, services: Services, job: Job): Promise<Outcome> {
  const api = services.github.repository(work.repository, 'report');
  const reviewed = await openReviewed(work, api, services, job);
  if (typeof reviewed === 'string') return reviewed;
  const { opened, pullRequest } = reviewed;
  const { written } = await knownTexts('new', opened, services);
  const request = reviewRequest(opened, pullRequest, written, services);
  const { plan } = await services.analyst.review(request, opened.texts);
  if (await job.isSuperseded()) return 'superseded';
  await converse(plan, api, work);
  return 'done';
}
