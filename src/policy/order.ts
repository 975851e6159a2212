import { type Diagnostic, SEVERITIES, type Undecided } from './diagnostic.js';

/** By place, then by severity, rule and subject: independent of the order in which rules ran. */
export function compareDiagnostics(left: Diagnostic, right: Diagnostic): number {
  return (
    compareText(left.location.path, right.location.path) ||
    left.location.start - right.location.start ||
    SEVERITIES.indexOf(left.severity) - SEVERITIES.indexOf(right.severity) ||
    compareText(left.ruleId, right.ruleId) ||
    compareText(left.subject, right.subject) ||
    compareText(left.message, right.message) ||
    compareText(left.environments.join(), right.environments.join())
  );
}

export function compareUndecided(left: Undecided, right: Undecided): number {
  return (
    compareText(left.ruleId, right.ruleId) ||
    compareText(left.subject, right.subject) ||
    compareText(left.environments.join(), right.environments.join())
  );
}

/** By code unit: the same on every machine, whatever its locale. */
export function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
