import { createHash } from 'node:crypto';
import type { Diagnostic } from '../../policy/diagnostic.js';
import { findingTitle } from '../finding-title.js';
import { isPolicyMistake, numberedFindings } from '../numbered-findings.js';
import { printable } from '../printable.js';
import type { Report } from '../report.js';
import { bestSuggestion } from '../verified.js';

/**
 * The report as a step of GitHub Actions prints it: the text for people, then an annotation for each finding that the change brought.
 * GitHub shows ten errors, ten warnings and ten notices of a step, so that the most severe come first.
 */
export function renderWorkflowCommands(report: Report, text: string, folder: string): string {
  const findings = [
    ...report.diagnostics.filter(isPolicyMistake),
    ...numberedFindings(report, { newOnly: true, ignored: [] }).map(({ finding }) => finding),
  ];
  return [...inert(text), ...findings.map((finding) => annotation(finding, report, folder))].join('');
}

/**
 * The runner obeys `::command::` and `##[command]` wherever a line of a log has them, and the text quotes the repository. Between these
 * lines it obeys nothing but the token, which no text can hold that it is made from.
 */
function inert(text: string): readonly string[] {
  const token = createHash('sha256').update(text).digest('hex');
  return [`::stop-commands::${token}\n`, text, `::${token}::\n`];
}

function annotation(finding: Diagnostic, report: Report, folder: string): string {
  const { severity, message, location } = finding;
  const { path, startLine, endLine, startColumn, endColumn } = location;
  const fix = bestSuggestion(finding);
  const properties = {
    file: printable(folder === '' ? path : `${folder}/${path}`),
    line: startLine,
    endLine,
    // The runner drops columns where they are on two lines. Ours end behind the last character, GitHub's on it.
    ...(startLine === endLine && { col: startColumn, endColumn: Math.max(startColumn, endColumn - 1) }),
    title: findingTitle(finding, report),
  };
  const written = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  const lines = [printable(message), ...(fix === undefined ? [] : [`Fix: ${printable(fix.title)}`])];
  return `::${severity} ${written.join(',')}::${escapeData(lines.join('\n'))}\n`;
}

/** As `@actions/core` writes them and the runner reads them. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
