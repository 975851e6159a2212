import type { Diagnostic } from '../../policy/diagnostic.js';
import { reaches } from '../../policy/threshold.js';
import { isPolicyMistake, type NumberedFinding, numberedFindings } from '../numbered-findings.js';
import type { Report } from '../report.js';
import { type CheckRunContext, listingOf } from './context.js';
import { gapsOf } from './gaps.js';

/** What a report comes to under a policy, and why. */
export interface Verdict {
  readonly conclusion: 'success' | 'failure' | 'neutral';
  /** Mistakes in the policy that is obeyed. */
  readonly mistakes: readonly Diagnostic[];
  readonly findings: readonly NumberedFinding[];
  /** Those that fail the check where it blocks. */
  readonly failing: readonly NumberedFinding[];
  readonly gaps: readonly string[];
  /** There are gaps and the policy does not allow any. */
  readonly incomplete: boolean;
}

export function verdictOn(report: Report, context: Pick<CheckRunContext, 'policy' | 'ignored'>): Verdict {
  const { mode, failOn, requireComplete } = context.policy;
  const mistakes = report.diagnostics.filter(isPolicyMistake);
  const findings = numberedFindings(report, listingOf(context));
  const failing = findings.filter(({ finding }) => reaches(failOn, finding.severity));
  const gaps = gapsOf(report);
  const incomplete = requireComplete && gaps.length > 0;
  const fails = failing.length > 0 || incomplete;
  return {
    // Advice is what a policy asks for; one that cannot be read asks for nothing.
    conclusion: mistakes.length > 0 ? 'failure' : !fails ? 'success' : mode === 'blocking' ? 'failure' : 'neutral',
    mistakes,
    findings,
    failing,
    gaps,
    incomplete,
  };
}
