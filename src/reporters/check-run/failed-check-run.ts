import { escapeMarkdown } from '../markdown/escape.js';
import { printable } from '../printable.js';
import { truncate } from '../width.js';
import type { CheckRunReport } from './check-run.js';

const WIDEST = 1000;

/** Nothing was judged, and why. A failure: whoever requires the check wants no change to pass unseen. */
export function failedCheckRun(reason: string): CheckRunReport {
  return {
    conclusion: 'failure',
    title: 'Could not analyse this change',
    summary: [
      '**This change was not judged.** That says nothing about the change itself.',
      `> ${escapeMarkdown(truncate(printable(reason), WIDEST))}`,
      'Press "Re-run" or comment `/plumbline recheck` to try again. If it fails again, whoever runs this Plumbline finds the cause in its log.',
    ].join('\n\n'),
    annotations: [],
    actions: [],
  };
}
