import { count } from '../count.js';
import { deploymentOf } from '../deployment.js';
import { findingTitle } from '../finding-title.js';
import { isNew } from '../numbered-findings.js';
import { printable } from '../printable.js';
import type { Report } from '../report.js';
import { truncate } from '../width.js';
import type { CheckRunContext } from './context.js';
import type { Verdict } from './verdict.js';

const WIDEST = 160;

/** The line that stands in the list of checks. What could not be looked at is in it: nothing found must not read as a pass. */
export function titleOf(report: Report, verdict: Verdict, context: CheckRunContext): string {
  return truncate(printable([headline(report, verdict, context), ...remarks(report, verdict)].join(', ')), WIDEST);
}

function headline(report: Report, { mistakes, findings }: Verdict, { policy, ignored }: CheckRunContext): string {
  const [mistake] = mistakes;
  if (mistake !== undefined) return `${findingTitle(mistake, report)} in ${mistake.location.path}`;
  const [first] = findings;
  if (first !== undefined) {
    const title = findingTitle(first.finding, report);
    return `${count(findings.length, 'finding')}${findings.length === 1 ? '' : ', first'}: ${title}`;
  }
  const existing = policy.newOnly ? report.diagnostics.filter((diagnostic) => !isNew(diagnostic)).length : 0;
  const aside = report.diagnostics.filter(({ fingerprint }) => ignored.some((one) => one.fingerprint === fingerprint));
  const others = [
    ...(existing === 0 ? [] : [`${existing} existing`]),
    ...(aside.length === 0 ? [] : [`${aside.length} set aside`]),
  ];
  return [existing === 0 ? 'No findings' : 'No new findings', ...others].join(', ');
}

/** Only where nothing was found: findings are more than enough for a line, and the summary says the rest. */
function remarks(report: Report, { mistakes, findings, gaps }: Verdict): readonly string[] {
  if (mistakes.length > 0 || findings.length > 0) return [];
  return gaps.length === 0 && deploymentOf(report).state === 'none' ? ['no deployment found'] : gaps;
}
