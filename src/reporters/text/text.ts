import { count } from '../count.js';
import type { Display } from '../display.js';
import { printable } from '../printable.js';
import type { Report, ReportedRevision } from '../report.js';
import { coverageLines } from './coverage.js';
import { findingLines } from './finding.js';
import { groupFindings } from './groups.js';
import { summaryLines } from './summary.js';
import { suppressedLines } from './suppressed.js';
import { undecidedLines } from './undecided.js';
import { unobeyedLines } from './unobeyed.js';

/** The report for people at a terminal, worst first. Ends in a line break. */
export function renderText(report: Report, display: Display): string {
  const sections = [
    headerLines(report, display),
    ...groupFindings(report.diagnostics).flatMap((group) => [
      [display.style.bold(group.paint(display.style, group.heading))],
      ...group.files.flatMap((file) => [
        [display.style.bold(printable(file.path))],
        ...file.findings.map((finding) => findingLines(finding, report.sources, display)),
      ]),
    ]),
    undecidedLines(report.undecided, report.model, display),
    coverageLines(report.coverage, display),
    unobeyedLines(report.unobeyed, display),
    suppressedLines(report.suppressed, display),
    summaryLines(report, display),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function headerLines(report: Report, { style }: Display): readonly string[] {
  const processes = report.model.environments.reduce((sum, environment) => sum + environment.processes.length, 0);
  const facts = [
    printable(report.name) + revisionText(report.revision),
    ...(report.base === undefined ? [] : [`against${revisionText(report.base)}`]),
    count(report.model.environments.length, 'environment'),
    count(processes, 'process', 'processes'),
  ];
  return [`${style.bold('Plumbline')} ${style.dim(facts.join(' · '))}`];
}

function revisionText({ ref, commit }: ReportedRevision): string {
  const short = commit?.slice(0, 10);
  if (ref === undefined || ref === commit) return short === undefined ? '' : ` ${short}`;
  return short === undefined || ref.startsWith(short) ? ` ${printable(ref)}` : ` ${printable(ref)} (${short})`;
}
