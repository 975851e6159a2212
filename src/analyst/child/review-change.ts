import { findingsToBrief } from '../../check/brief-findings.js';
import { withWritings } from '../../check/written-findings.js';
import { checkRunOf } from '../../reporters/check-run/check-run-of.js';
import { planReview } from '../../reporters/review/plan-review.js';
import type { ReviewOutcome, ReviewRequest } from '../analyst.js';
import type { Crossing } from '../messages.js';
import type { JudgedChange } from './judge-change.js';

/** What a judged change's check run and conversations have to say. Of what a model wrote the check run knows nothing. */
export async function reviewChange(
  { files, threads, draft, fixable, ignored, written, assisted }: Crossing<ReviewRequest>,
  { checked, findings, tree }: JudgedChange,
): Promise<ReviewOutcome> {
  const { report, configuration: policy } = checked;
  const outcome = {
    check: checkRunOf(report, { policy, ignored, draft, fixable, commands: files !== undefined }),
    findings: findings.map(({ finding }) => finding.fingerprint),
  };
  if (files === undefined) return { ...outcome, plan: { resolve: [], rewrite: [] } };
  const told = new Map(
    (await withWritings(findingsToBrief(findings), written, tree)).map((each) => [each.number, each]),
  );
  const request = { files, threads, ignored, maxComments: policy.maxComments, draft, fixable, assisted };
  const shown = findings.map((each) => told.get(each.number) ?? each);
  return { ...outcome, plan: planReview({ report, findings: shown, ...request }) };
}
