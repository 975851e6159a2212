import { SEVERITIES, type Severity } from './diagnostic.js';

/** From which severity on a finding fails a check. */
export const THRESHOLDS = [...SEVERITIES, 'never'] as const;
export type Threshold = (typeof THRESHOLDS)[number];

/** Whether a finding of a severity fails a check. */
export function reaches(threshold: Threshold, severity: Severity): boolean {
  return threshold !== 'never' && SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(threshold);
}
