import { SEVERITIES, type Severity } from '../policy/diagnostic.js';
import { count } from './count.js';
import { deploymentOf } from './deployment.js';
import { emptiness } from './emptiness.js';
import type { Report } from './report.js';

const IN_PART = 'deployment judged in part';

/** A report in a few words: what was found, and that less was judged than people would take it for. */
export interface Outcome {
  /** `1 error`, `2 warnings`; worst first, empty without findings. */
  readonly found: readonly { readonly severity: Severity; readonly text: string }[];
  /** In place of the findings where there are none; after them where the deployment was not judged. */
  readonly remark?: string;
}

export function outcomeOf(report: Report): Outcome {
  const found = SEVERITIES.flatMap((severity) => {
    const number = report.diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
    return number === 0 ? [] : [{ severity, text: count(number, severity) }];
  });
  const remark = remarkOn(report, found.length === 0);
  return { found, ...(remark !== undefined && { remark }) };
}

function remarkOn(report: Report, nothingFound: boolean): string | undefined {
  const { state } = deploymentOf(report);
  if (state === 'not-judged') return deploymentGap(report);
  if (state === 'in-part') return nothingFound ? `no findings, ${IN_PART}` : IN_PART;
  if (!nothingFound) return undefined;
  if (emptiness(report) !== undefined) return 'nothing judged';
  return state === 'none' ? 'no findings, no deployment found' : 'no findings';
}

/** That what is deployed was not judged, or not all of it, and why: `deployment not judged: 7 templates are not rendered`. */
export function deploymentGap(report: Pick<Report, 'model' | 'coverage'>): string | undefined {
  const deployment = deploymentOf(report);
  switch (deployment.state) {
    case 'judged':
    case 'none':
      return undefined;
    case 'in-part':
      return `${IN_PART}: ${deployment.gaps}`;
    case 'not-judged':
      return `deployment not judged: ${deployment.gaps}`;
  }
}
