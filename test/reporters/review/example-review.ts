import type { Diagnostic } from '../../../src/policy/diagnostic.js';
import { numberedFindings } from '../../../src/reporters/numbered-findings.js';
import type { Report } from '../../../src/reporters/report.js';
import { planReview, type ReviewRequest } from '../../../src/reporters/review/plan-review.js';
import type { OwnThread, ReviewPlan } from '../../../src/reporters/review/review-plan.js';
import { CLEAN } from '../check-run/example-context.js';
import { POOL_FINDING } from '../example-report.js';

export const POOL: Diagnostic = { ...POOL_FINDING, status: 'new' };

/** The same edit mends it. */
export const SIDEKIQ: Diagnostic = {
  ...POOL,
  ruleId: 'sidekiq-pool-below-concurrency',
  severity: 'warning',
  subject: 'Deployment/shop/sidekiq',
  message: 'sidekiq starts 15 threads but its pool has 5 connections.',
  fingerprint: 'aaaaaaaaaaaaaaaa',
};

/** Nothing mends it. */
export const DRAIN: Diagnostic = {
  ...POOL,
  ruleId: 'pdb-blocks-drain',
  severity: 'warning',
  subject: 'PodDisruptionBudget/shop',
  message: 'PDB shop keeps 3 of 3 pods available.',
  suggestions: [],
  fingerprint: 'bbbbbbbbbbbbbbbb',
};

/** RAILS_MAX_THREADS was raised: the hunk shows lines 4 to 7 of the manifest, the pool on line 6 among them. */
export const FILES = [
  {
    path: 'k8s/production/web.yaml',
    patch:
      '@@ -4,4 +4,4 @@ metadata:\n spec:\n   replicas: 3\n   DB_POOL: "5"\n-  RAILS_MAX_THREADS: "5"\n+  RAILS_MAX_THREADS: "16"',
  },
];

export function reportOf(...diagnostics: readonly Diagnostic[]): Report {
  return { ...CLEAN, diagnostics };
}

export function plan(report: Report, change: Partial<ReviewRequest> = {}): ReviewPlan {
  const ignored = change.ignored ?? [];
  return planReview({
    report,
    findings: numberedFindings(report, { newOnly: true, ignored }),
    files: FILES,
    threads: [],
    ignored,
    maxComments: 20,
    draft: false,
    fixable: true,
    assisted: true,
    ...change,
  });
}

/** The conversations that a plan begins, as GitHub shows them afterwards. */
export function begun(planned: ReviewPlan, change: Partial<OwnThread> = {}): readonly OwnThread[] {
  return (planned.review?.comments ?? []).map(({ path, body }, index) => ({
    id: `PRRT_${index}`,
    commentId: `PRRC_${index}`,
    commentNumber: index,
    body: body.replaceAll('\n', '\r\n'),
    path,
    resolved: false,
    resolvedByOther: false,
    viewerCanResolve: true,
    answered: false,
    ...change,
  }));
}
