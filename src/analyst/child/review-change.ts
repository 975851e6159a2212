import { checkRunOf } from '../../reporters/check-run/check-run-of.js';
import { planReview } from '../../reporters/review/plan-review.js';
import type { ReviewOutcome, ReviewRequest } from '../analyst.js';
import type { Crossing } from '../messages.js';
import type { JudgedChange } from './judge-change.js';

/** What a judged change's check run and conversations have to say. */
export function reviewChange(
  { files, threads, draft, fixable, ignored }: Crossing<ReviewRequest>,
  { checked, findings }: JudgedChange,
): ReviewOutcome {
  const { report, configuration: policy } = checked;
  const commands = files !== undefined;
  return {
    check: checkRunOf(report, { policy, ignored, draft, fixable, commands }),
    plan:
      files === undefined
        ? { resolve: [], rewrite: [] }
        : planReview({ report, findings, files, threads, ignored, maxComments: policy.maxComments, draft, fixable }),
    findings: findings.map(({ finding }) => finding.fingerprint),
  };
}
