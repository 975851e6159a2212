import type { Diagnostic } from '../policy/diagnostic.js';
import { reaches, type Threshold } from '../policy/threshold.js';

/** Whether something counts: at or above the threshold, and not there before where a base was given. */
export function reachesThreshold(diagnostics: readonly Diagnostic[], threshold: Threshold): boolean {
  return diagnostics.some(({ severity, status }) => status !== 'existing' && reaches(threshold, severity));
}
