import type { CheckRunReport } from '../reporters/check-run/check-run.js';
import type { Outcome } from './outcome.js';

/** Ends a run that was begun and whose commit nobody waits for any more. */
export function abandonedCheckRun(outcome: Outcome): CheckRunReport {
  const title = outcome === 'closed' ? 'The pull request was closed' : 'A newer commit is reviewed instead';
  return { conclusion: 'cancelled', title, summary: `${title}.`, annotations: [], actions: [] };
}
