import type { ModelFailure } from '../assistant/model.js';
import type { AssistWork } from '../github/work.js';
import type { Brief } from '../reporters/brief/brief.js';
import { ModelOutage } from './model-outage.js';
import type { OpenedChange } from './open-change.js';
import { openReviewed } from './open-reviewed.js';
import type { Outcome } from './outcome.js';
import type { Job, Services } from './services.js';
import { knownTexts, type WritingServices, writeText } from './writing.js';

/** Texts that are written before they are shown, and the time after which no further one is begun: the others are work of their own. */
const AT_A_TIME = 5;
const TIME_MS = 5 * 60_000;

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
  const { left, ended } = await writeInTime(briefs, work, reviewed.opened, { ...services, writing }, job);
  if (ended === 'superseded') return ended;
  await show(work, await writing.store.find(work.repository.id, writing.assistant.model, keys), job);
  if (ended !== undefined && OUTAGES.has(ended)) throw new ModelOutage(ended);
  const rest = [...left.map(({ key }) => key), ...work.briefs.slice(AT_A_TIME)];
  if (ended === undefined && rest.length > 0) await job.follow({ ...work, briefs: rest }, 'rest');
  return 'done';
}

interface Progress {
  /** Those that nobody was asked about. */
  readonly left: readonly Brief[];
  /** Why the others are of no use either; a failure that is about one finding is no reason. */
  readonly ended?: ModelFailure | 'superseded';
}

async function writeInTime(
  briefs: readonly Brief[],
  { repository }: AssistWork,
  opened: OpenedChange,
  services: WritingServices,
  job: Job,
): Promise<Progress> {
  const began = performance.now();
  for (const [index, brief] of briefs.entries()) {
    const left = briefs.slice(index);
    if (await job.isSuperseded()) return { left, ended: 'superseded' };
    if (performance.now() - began > TIME_MS) return { left };
    const outcome = await writeText(brief, opened, repository.installation, services);
    const isEnd = !outcome.ok && (outcome.failure === 'over-budget' || OUTAGES.has(outcome.failure));
    if (isEnd) return { left, ended: outcome.failure };
  }
  return { left: [] };
}

/** Whichever attempt wrote them: the review that asked for this did not have them. */
async function show(work: AssistWork, { length }: readonly unknown[], job: Job): Promise<void> {
  const { repository, pullRequest, head, baseRef } = work;
  if (length > 0) await job.follow({ kind: 'show', repository, pullRequest, head, baseRef }, `show/${length}`);
}
