import { type Diagnostic, SEVERITIES } from '../policy/diagnostic.js';
import { compareDiagnostics } from '../policy/order.js';
import type { Report } from './report.js';
import type { ShownWriting } from './written.js';

/** A finding with the number by which people name it, as in `/plumbline fix 2`. */
export interface NumberedFinding {
  readonly number: number;
  readonly finding: Diagnostic;
  /** What a model wrote about it; only comments and explanations show that. */
  readonly writing?: ShownWriting;
}

/** A finding that somebody set aside for one pull request. */
export interface SetAside {
  readonly fingerprint: string;
  readonly reason: string;
  /** A login. */
  readonly by: string;
}

export interface Listing {
  /** What was there before is not listed. */
  readonly newOnly: boolean;
  readonly ignored: readonly SetAside[];
}

/**
 * What a change has to answer for, most severe first: by severity, then by how far off, then by place. The check run, comments and
 * commands number findings with this function alone, so that a number means the same everywhere.
 */
export function numberedFindings(report: Report, { newOnly, ignored }: Listing): readonly NumberedFinding[] {
  const aside = new Set(ignored.map(({ fingerprint }) => fingerprint));
  return report.diagnostics
    .filter((finding) => !isPolicyMistake(finding) && !aside.has(finding.fingerprint))
    .filter((finding) => !newOnly || isNew(finding))
    .sort(bySeverity)
    .map((finding, index) => ({ number: index + 1, finding }));
}

/** The change brought it, or made it worse. Without a base everything is new. */
export function isNew({ status }: Diagnostic): boolean {
  return status !== 'existing';
}

/**
 * The configuration or a rule that is obeyed is wrong, so that nobody knows what should be judged: nothing sets that aside. Mistakes in
 * a policy that is not obeyed yet are warnings, and findings like others.
 */
export function isPolicyMistake({ ruleId, severity }: Diagnostic): boolean {
  return severity === 'error' && (ruleId === 'configuration-invalid' || ruleId === 'rule-invalid');
}

/** What the change brought stands before what was there. */
function bySeverity(left: Diagnostic, right: Diagnostic): number {
  return (
    Number(isNew(right)) - Number(isNew(left)) ||
    SEVERITIES.indexOf(left.severity) - SEVERITIES.indexOf(right.severity) ||
    (right.margin ?? 0) - (left.margin ?? 0) ||
    compareDiagnostics(left, right)
  );
}
