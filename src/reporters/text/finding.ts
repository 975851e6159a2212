import { formatPlace } from '../../model/location.js';
import type { Diagnostic, RelatedPlace } from '../../policy/diagnostic.js';
import type { Source } from '../../syntax/source.js';
import type { Display } from '../display.js';
import { excerpt } from '../excerpt.js';
import { placeNote } from '../place-note.js';
import { printable } from '../printable.js';
import { replacedLines } from '../replaced-lines.js';
import { severityStyle } from '../style.js';
import { type VerifiedSuggestion, verifiedSuggestions } from '../verified.js';
import { displayWidth, padEnd, truncate } from '../width.js';
import { wrap } from '../wrap.js';

const INDENT = '  ';
const MARKS = { error: '✖', warning: '▲', notice: '●' } as const;
/** Beyond this the trail's notes would start too far from its places. */
const MAX_PLACE_WIDTH = 48;

/** One finding: what is wrong, where, why the value is what it is, and what to do. */
export function findingLines(
  finding: Diagnostic,
  sources: ReadonlyMap<string, Source>,
  display: Display,
): readonly string[] {
  const { style, width } = display;
  const paint = severityStyle(style, finding.severity);
  const source = sources.get(finding.location.path);
  const head = [
    `${paint(MARKS[finding.severity])} ${style.bold(finding.ruleId)}`,
    style.dim(subjectText(finding)),
    ...(finding.status === undefined ? [] : [style.dim(`(${finding.status})`)]),
  ];
  return [
    INDENT + head.join('  '),
    ...wrap(printable(finding.message), width - 4).map((line) => INDENT + INDENT + line),
    ...block([style.cyan(placeText(finding)), ...placeLines(finding, source, display)]),
    ...block(relatedLines(finding.related, display)),
    ...verifiedSuggestions(finding).flatMap((suggestion) => block(suggestionLines(suggestion, sources, display))),
  ];
}

/** The lines around the place, with what it says. */
function placeLines(finding: Diagnostic, source: Source | undefined, { style, width }: Display): readonly string[] {
  const said = placeNote(finding, source);
  const note = said === undefined ? undefined : printable(said);
  if (source === undefined) return note === undefined ? [] : wrap(note, width - 4);
  const paint = severityStyle(style, finding.severity);
  return excerpt(source, finding.location, { style, paint, width: width - 4, context: 1, ...(note && { note }) });
}

function block(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', ...lines.map((line) => (line === '' ? '' : INDENT + INDENT + line))];
}

/** `production, staging: Deployment/web/rails-app`. */
function subjectText({ environments, subject }: Diagnostic): string {
  return printable(environments.length === 0 ? subject : `${environments.join(', ')}: ${subject}`);
}

function placeText({ location }: Diagnostic): string {
  return printable(`${formatPlace(location)}:${location.startColumn}`);
}

/** Places in a column with what each says beside it, or below a place that is too long for the column. */
function relatedLines(related: readonly RelatedPlace[], { style, width }: Display): readonly string[] {
  const rows = placeRows(related);
  const fitting = rows.map(({ place }) => displayWidth(place)).filter((place) => place <= MAX_PLACE_WIDTH);
  const column = Math.max(0, ...fitting);
  const indent = ' '.repeat(column + 4);
  return rows.flatMap(({ place, says }) => {
    const lines = wrap(says, Math.max(20, width - 4 - indent.length));
    const lead = `${style.dim('←')} ${style.cyan(padEnd(place, column))}`;
    if (displayWidth(place) > column) return [lead, ...lines.map((line) => indent + line)];
    return [`${lead}  ${lines[0] ?? ''}`, ...lines.slice(1).map((line) => indent + line)];
  });
}

/** One row for each line of a file, with all that is said of it. */
function placeRows(related: readonly RelatedPlace[]): readonly { readonly place: string; readonly says: string }[] {
  const told = new Map<string, Set<string>>();
  for (const { location, says } of related) {
    const place = printable(formatPlace(location));
    told.set(place, (told.get(place) ?? new Set()).add(printable(says)));
  }
  return [...told].map(([place, says]) => ({ place, says: [...says].join('; ') }));
}

/** The suggestion as the lines that change. */
function suggestionLines(
  { title, edit, safe, patch }: VerifiedSuggestion,
  sources: ReadonlyMap<string, Source>,
  { style, width }: Display,
): readonly string[] {
  const place = printable(`${edit.path}:${patch.startLine}`);
  const change = replacedLines(sources.get(edit.path), patch);
  return [
    `${style.green('Fix')} ${printable(title)} ${style.dim(place)}${safe ? '' : style.dim(' (not applied by --fix)')}`,
    ...change.before.map((line) => style.red(truncate(`- ${printable(line)}`, width - 4))),
    ...change.after.map((line) => style.green(truncate(`+ ${printable(line)}`, width - 4))),
  ];
}
