import { count } from '../count.js';
import type { Display } from '../display.js';
import { emptiness } from '../emptiness.js';
import { outcomeOf } from '../outcome.js';
import type { Report } from '../report.js';
import { severityStyle } from '../style.js';
import { wrap } from '../wrap.js';

/** The last lines: what was found, and how much of the repository the answer covers. */
export function summaryLines(report: Report, display: Display): readonly string[] {
  return [...emptinessLines(report, display), summaryLine(report, display)];
}

function summaryLine(report: Report, { style }: Display): string {
  const { verdicts, filesRead, filesNotRead } = report.coverage;
  const { found, remark } = outcomeOf(report);
  const counts = found.map(({ severity, text }) => severityStyle(style, severity)(text)).join(', ');
  return [
    ...(counts === '' ? [] : [counts]),
    ...(remark === undefined ? [] : [remark]),
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
