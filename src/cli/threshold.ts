import { type Diagnostic, SEVERITIES } from '../policy/diagnostic.js';
import type { Threshold } from './check-options.js';

/** Whether something counts: at or above the threshold, and not there before where a base was given. */
export function reachesThreshold(diagnostics: readonly Diagnostic[], threshold: Threshold): boolean {
  if (threshold === 'never') return false;
  const mildest = SEVERITIES.indexOf(threshold);
  return diagnostics.some(({ severity, status }) => status !== 'existing' && SEVERITIES.indexOf(severity) <= mildest);
}
