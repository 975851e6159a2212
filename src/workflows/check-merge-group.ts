import { AnalysisFailure, type ReviewOutcome } from '../analyst/analyst.js';
import type { MergeGroupWork } from '../github/work.js';
import { failedCheckRun } from '../reporters/check-run/failed-check-run.js';
import { checkNameOf } from './check-name.js';
import { type OpenedChange, openChange } from './open-change.js';
import type { Outcome } from './outcome.js';
import { beginCheck, publishCheck } from './publish-check.js';
import type { Services } from './services.js';

/** A merge queue waits for the same check on what it is about to merge. */
export async function checkMergeGroup(work: MergeGroupWork, services: Services): Promise<Outcome> {
  const { repository, head, base } = work;
  const api = services.github.repository(repository, 'report');
  const name = checkNameOf(services.checkName, repository, work.baseRef);
  const check = { name, head, subject: 'merge' };
  const opened = await openChange({ repository, head, base, checkName: name }, services, api, (present) =>
    beginCheck(api, check, present),
  );
  const { check: report } = await judge(opened, services);
  await publishCheck(api, { ...check, report }, opened.checks);
  return 'done';
}

async function judge({ change, texts }: OpenedChange, { analyst }: Services): Promise<Pick<ReviewOutcome, 'check'>> {
  try {
    const nobody = { files: undefined, threads: [], draft: false, fixable: false, written: [], assisted: false };
    return await analyst.review({ ...change, ...nobody }, texts);
  } catch (error) {
    if (error instanceof AnalysisFailure) return { check: failedCheckRun(error.message) };
    throw error;
  }
}
