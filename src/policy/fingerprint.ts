import { createHash } from 'node:crypto';

/**
 * Names a finding so that it is recognised after lines moved and files were renamed: the rule, what it judged, and nothing of
 * where that stands. The environment is left out too, so that a finding keeps its name when it spreads to another
 * environment; `compareReports` looks at the environments itself.
 */
export function fingerprintOf(ruleId: string, subject: string): string {
  return createHash('sha256').update(`${ruleId}\0${subject}`).digest('hex').slice(0, 16);
}
