import type { ModelFailure } from '../assistant/model.js';
import type { AssistWork } from '../github/work.js';
import type { Brief } from '../reporters/brief/brief.js';
import { ModelOutage } from './model-outage.js';
import type { OpenedChange } from './open-change.js';
import { openReviewed } from './open-reviewed.js';
import type { Outcome } from './outcome.js';
import type { Job, Services } from './services.js';
import { knownTexts, writeText } from './writing.js';

/** Texts that are written before they are shown; the others are work of their own, so that none takes too long. */
const AT_A_TIME = 5;

/** The model gives no answers for a while. */
const OUTAGES: ReadonlySet<ModelFailure> = new Set([
  'timed-out',
  'rate-limited',
  'overloaded',
  'unreachable',
  'open-circuit',
]);

/** Has a model write about what a review found, one finding after the other, and then has the conversations show it. */
export async function assistPullRequest(work: AssistWork, services: Services, job: Job): Promise<Outcome> {
  const { writing } = services;
  // It was configured when the review asked for this.
  if (writing === undefined) return 'done';
  const api = services.github.repository(work.repository, 'report');
  const reviewed = await openReviewed(work, api, services, job);
  if (typeof reviewed === 'string') return reviewed;
  const keys = work.briefs.slice(0, AT_A_TIME);
  const { unwritten } = await knownTexts('new', reviewed.opened, services);
  const briefs = unwritten.filter(({ key }) => keys.includes(key));
  const ended = await writeAll(briefs, work, reviewed.opened, { ...services, writing }, job);
  if (ended === 'superseded') return ended;
  await show(work, await writing.store.find(work.repository.id, writing.assistant.model, keys), job);
  if (ended !== undefined && OUTAGES.has(ended)) throw new ModelOutage(ended);
  const rest = work.briefs.slice(AT_A_TIME);
  if (ended === undefined && rest.length > 0) await job.follow({ ...work, briefs: rest }, 'rest');
  return 'done';
}

/** Gives why it ended before the last one; a failure that is about one finding is no reason. */
async function writeAll(
  briefs: readonly Brief[],
  { repository }: AssistWork,
  opened: OpenedChange,
  services: Parameters<typeof writeText>[3],
  job: Job,
): Promise<ModelFailure | 'superseded' | undefined> {
  for (const brief of briefs) {
    if (await job.isSuperseded()) return 'superseded';
    const outcome = await writeText(brief, opened, repository.installation, services);
    if (outcome.ok) continue;
    const { failure } = outcome;
    if (failure === 'over-budget' || OUTAGES.has(failure)) return failure;
  }
  return undefined;
}

/** Whichever attempt wrote them: the review that asked for this did not have them. */
async function show(work: AssistWork, { length }: readonly unknown[], job: Job): Promise<void> {
  const { repository, pullRequest, head, baseRef } = work;
  if (length > 0) await job.follow({ kind: 'show', repository, pullRequest, head, baseRef }, `show/${length}`);
}
