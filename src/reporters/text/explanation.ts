import type { Display } from '../display.js';
import { findingTitle } from '../finding-title.js';
import type { NumberedFinding } from '../numbered-findings.js';
import { printable } from '../printable.js';
import type { Report } from '../report.js';
import { wrap } from '../wrap.js';
import { findingLines } from './finding.js';

const INDENT = '    ';

/** One finding at length: what the report says of it, and why it matters. */
export function explanationLines(
  { number, finding }: NumberedFinding,
  report: Report,
  display: Display,
): readonly string[] {
  const { style, width } = display;
  const why = report.rules.find(({ id }) => id === finding.ruleId)?.why;
  return [
    style.bold(`${number}. ${findingTitle(finding, report)}`),
    '',
    ...findingLines(finding, report.sources, display),
    ...(why === undefined ? [] : ['', `  ${style.bold('Why it matters')}`]),
    ...(why === undefined ? [] : wrap(printable(why), width - INDENT.length).map((line) => INDENT + line)),
  ];
}
