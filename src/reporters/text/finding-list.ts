import { formatPlace } from '../../model/location.js';
import type { Display } from '../display.js';
import { findingTitle } from '../finding-title.js';
import type { NumberedFinding } from '../numbered-findings.js';
import { printable } from '../printable.js';
import type { Report } from '../report.js';
import { severityStyle } from '../style.js';
import { truncateMiddle } from '../width.js';

/** Findings with their numbers, two lines each: what is wrong, and where. */
export function findingListLines(
  findings: readonly NumberedFinding[],
  report: Report,
  { style, width }: Display,
): readonly string[] {
  const column = String(findings.length).length;
  return findings.flatMap(({ number, finding }) => {
    const paint = severityStyle(style, finding.severity);
    const place = truncateMiddle(printable(`${formatPlace(finding.location)}  ${finding.ruleId}`), width - column - 2);
    return [
      `${String(number).padStart(column)}  ${paint(findingTitle(finding, report))}`,
      `${' '.repeat(column)}  ${style.dim(place)}`,
    ];
  });
}
