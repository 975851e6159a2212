import type { Location } from '../model/location.js';
import type { Diagnostic, Severity } from '../policy/diagnostic.js';
import { fingerprintOf } from '../policy/fingerprint.js';

/** Of one file, so many places are shown: after a first mistake parsers often report its consequences. */
const MAX_PLACES = 5;

interface FileProblem {
  readonly message: string;
  readonly at: Location;
}

/** One diagnostic for each file with problems: at the first, with the others as related places. */
export function diagnoseFiles(
  problems: readonly FileProblem[],
  ruleId: string,
  severity: Severity,
): readonly Diagnostic[] {
  const byPath = new Map<string, [FileProblem, ...FileProblem[]]>();
  for (const problem of problems) {
    const same = byPath.get(problem.at.path);
    if (same === undefined) byPath.set(problem.at.path, [problem]);
    else same.push(problem);
  }
  return [...byPath].map(([path, [first, ...others]]) => ({
    ruleId,
    severity,
    subject: path,
    environments: [],
    message: sentence(first.message),
    location: first.at,
    related: others.slice(0, MAX_PLACES).map(({ message, at }) => ({ location: at, says: message })),
    suggestions: [],
    fingerprint: fingerprintOf(ruleId, path),
  }));
}

function sentence(message: string): string {
  const begun = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}
