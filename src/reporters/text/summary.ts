import { SEVERITIES } from '../../policy/diagnostic.js';
import { count } from '../count.js';
import type { Display } from '../display.js';
import { emptiness } from '../emptiness.js';
import type { Report } from '../report.js';
import { severityStyle } from '../style.js';
import { wrap } from '../wrap.js';

/** The last lines: what was found, and how much of the repository the answer covers. */
export function summaryLines(report: Report, display: Display): readonly string[] {
  return [...emptinessLines(report, display), summaryLine(report, display)];
}

function summaryLine(report: Report, { style }: Display): string {
  const { verdicts, filesRead, filesNotRead } = report.coverage;
  const found = SEVERITIES.flatMap((severity) => {
    const number = report.diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
    return number === 0 ? [] : [severityStyle(style, severity)(count(number, severity))];
  });
  return [
    found.length === 0 ? 'no findings' : found.join(', '),
    `${count(verdicts.passed, 'check')} passed`,
    ...(verdicts.undecided === 0 ? [] : [`${verdicts.undecided} undecided`]),
    ...(report.suppressed.length === 0 ? [] : [`${report.suppressed.length} suppressed`]),
    `${count(filesRead, 'file')} read${filesNotRead.length === 0 ? '' : `, ${filesNotRead.length} not read`}`,
  ].join(' · ');
}

/** Nothing found because there was nothing to look at is said in words: it must not read as a pass. */
function emptinessLines(report: Report, { style, width }: Display): readonly string[] {
  const text = emptiness(report);
  return text === undefined ? [] : [...wrap(text, width).map((line) => style.yellow(line)), ''];
}
