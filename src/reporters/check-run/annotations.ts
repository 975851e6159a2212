import { formatPlace, type Location } from '../../model/location.js';
import type { Diagnostic, Severity } from '../../policy/diagnostic.js';
import { findingTitle } from '../finding-title.js';
import { printable } from '../printable.js';
import type { Report } from '../report.js';
import { bestSuggestion } from '../verified.js';
import { truncate } from '../width.js';
import type { Annotation } from './check-run.js';
import type { Verdict } from './verdict.js';

/** Four requests. Nobody reads more of them. */
const MAX_ANNOTATIONS = 200;
const WIDEST = 2000;
const LEVELS = { error: 'failure', warning: 'warning', notice: 'notice' } as const satisfies Record<Severity, string>;

/** The findings at their lines in the files, also in those that the change does not touch. */
export function annotationsOf({ mistakes, findings }: Verdict, report: Report): readonly Annotation[] {
  return [...mistakes, ...findings.map(({ finding }) => finding)]
    .filter(({ location }) => isPlainPath(location.path))
    .slice(0, MAX_ANNOTATIONS)
    .map((finding) => annotation(finding, report));
}

function annotation(finding: Diagnostic, report: Report): Annotation {
  const { location, severity, message, related } = finding;
  const fix = bestSuggestion(finding);
  const details = related.map((place) => line(`${formatPlace(place.location)} ${place.says}`));
  return {
    path: location.path,
    startLine: location.startLine,
    endLine: location.endLine,
    ...columnsOf(location),
    level: LEVELS[severity],
    title: findingTitle(finding, report),
    message: [line(message), ...(fix === undefined ? [] : [`Fix: ${line(fix.title)}`])].join('\n'),
    ...(details.length > 0 && { details: details.slice(0, 30).join('\n') }),
  };
}

/** Ours end behind the last character, GitHub's on it. */
function columnsOf({ startLine, endLine, startColumn, endColumn }: Location) {
  return startLine === endLine ? { startColumn, endColumn: Math.max(startColumn, endColumn - 1) } : {};
}

function line(text: string): string {
  return truncate(printable(text), WIDEST);
}

/** Another one would have to be changed to be shown, and then names another file or none. */
function isPlainPath(path: string): boolean {
  return printable(path) === path && !path.startsWith('/') && !path.split('/').includes('..');
}
