import { createHash } from 'node:crypto';
import type { OwnCheck, RepositoryApi } from '../github/repository-api.js';
import type { CheckRunReport } from '../reporters/check-run/check-run.js';

/** A check run that has to be there. */
export interface WantedCheck {
  readonly name: string;
  readonly head: string;
  /** `pr:12` or `merge`: by it a delivery about the check run finds its way back (forks name no pull request). */
  readonly subject: string;
  readonly report: CheckRunReport;
  /** The delivery that asked for a run of its own, although nothing may have changed. */
  readonly again?: string;
}

/**
 * Makes the check run be there, once: its external id says what it reports, so that one that reports the same is left as it is, and
 * one that was begun is continued.
 */
export async function publishCheck(
  api: RepositoryApi,
  wanted: WantedCheck,
  present: readonly OwnCheck[],
): Promise<void> {
  const externalId = externalIdOf(wanted);
  const [newest] = present.filter(({ completed }) => completed);
  if (newest?.externalId === externalId) return;
  const begun = present.find(({ completed }) => !completed);
  const { name, head, report } = wanted;
  await api.publishCheck({
    name,
    head,
    externalId,
    report,
    ...(begun && { existing: { id: begun.id, annotations: begun.externalId === externalId ? begun.annotations : 0 } }),
  });
}

/** Says that the analysis goes on, unless a run says so already. */
export async function beginCheck(
  api: RepositoryApi,
  { name, head, subject }: Pick<WantedCheck, 'name' | 'head' | 'subject'>,
  present: readonly OwnCheck[],
): Promise<readonly OwnCheck[]> {
  if (present.some(({ completed }) => !completed)) return present;
  const externalId = `${subject}:begun`;
  const id = await api.beginCheck({ name, head, externalId });
  return [{ id, externalId, completed: false, conclusion: undefined, annotations: 0 }, ...present];
}

function externalIdOf({ subject, report, again }: WantedCheck): string {
  const digest = createHash('sha256').update(JSON.stringify(report)).digest('hex').slice(0, 16);
  return [subject, digest, ...(again === undefined ? [] : [again])].join(':');
}
