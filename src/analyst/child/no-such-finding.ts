import { count } from '../../reporters/count.js';
import type { NumberedFinding } from '../../reporters/numbered-findings.js';

/** The answer to whoever names a finding that is not there. */
export function noSuchFinding(number: number, findings: readonly NumberedFinding[]): string {
  if (findings.length === 0) return `There is no finding ${number}: the list of the newest check run is empty.`;
  return `There is no finding ${number}: the newest check run lists ${count(findings.length, 'finding')}.`;
}
