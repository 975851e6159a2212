import { formatPlace } from '../../model/location.js';
import { UNKNOWN_REASONS } from '../../model/traced.js';
import { type Diagnostic, SEVERITIES, type Severity } from '../../policy/diagnostic.js';
import type { Source } from '../../syntax/source.js';
import { count } from '../count.js';
import { emptiness } from '../emptiness.js';
import { excerpt } from '../excerpt.js';
import { outcomeOf } from '../outcome.js';
import { placeNote } from '../place-note.js';
import { printable } from '../printable.js';
import { replacedLines } from '../replaced-lines.js';
import { type Coverage, type PolicyChange, type Report, UNOBEYED } from '../report.js';
import { PLAIN } from '../style.js';
import { checksIn, type UndecidedCause, undecidedCauses } from '../undecided-causes.js';
import { type VerifiedSuggestion, verifiedSuggestions } from '../verified.js';
import { codeBlock, codeSpan, escapeMarkdown } from './escape.js';

const EXCERPT_WIDTH = 120;
const HEADINGS: Readonly<Record<Severity, string>> = { error: 'Errors', warning: 'Warnings', notice: 'Notices' };

/** The report as GitHub-flavoured Markdown, for job summaries and comments. */
export function renderMarkdown(report: Report): string {
  const empty = emptiness(report);
  const blocks = [
    [`## Plumbline: ${headline(report)}`],
    [coverageText(report)],
    ...(empty === undefined ? [] : [[`> ${empty}`]]),
    ...SEVERITIES.flatMap((severity) => severityBlocks(severity, report)),
    undecidedBlock(report),
    unreadBlock(report.coverage),
    unobeyedBlock(report.unobeyed),
    suppressedBlock(report),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function headline(report: Report): string {
  const { found, remark } = outcomeOf(report);
  return escapeMarkdown([...found.map(({ text }) => text), ...(remark === undefined ? [] : [remark])].join(', '));
}

function coverageText({ coverage, suppressed }: Report): string {
  const { verdicts, filesRead, filesNotRead } = coverage;
  return [
    `${count(verdicts.passed, 'check')} passed`,
    `${verdicts.undecided} undecided`,
    `${suppressed.length} suppressed`,
    `${count(filesRead, 'file')} read, ${filesNotRead.length} not read`,
  ].join(' · ');
}

function severityBlocks(severity: Severity, { diagnostics, sources }: Report): readonly (readonly string[])[] {
  const findings = diagnostics.filter((diagnostic) => diagnostic.severity === severity);
  if (findings.length === 0) return [];
  return [[`### ${HEADINGS[severity]}`], ...findings.flatMap((finding) => findingBlocks(finding, sources))];
}

function findingBlocks(finding: Diagnostic, sources: ReadonlyMap<string, Source>): readonly (readonly string[])[] {
  const { environments, subject, status, location, related } = finding;
  const source = sources.get(location.path);
  const note = placeNote(finding, source);
  const where = environments.length === 0 ? subject : `${environments.join(', ')}: ${subject}`;
  const shown =
    source === undefined
      ? []
      : codeBlock(
          'text',
          excerpt(source, location, { style: PLAIN, paint: (text) => text, width: EXCERPT_WIDTH, context: 1 }),
        );
  return [
    [`#### ${codeSpan(finding.ruleId)} ${escapeMarkdown(where)}${status === undefined ? '' : ` (${status})`}`],
    [escapeMarkdown(finding.message)],
    [
      `${codeSpan(`${formatPlace(location)}:${location.startColumn}`)}${note === undefined ? '' : ` ${escapeMarkdown(note)}`}`,
    ],
    shown,
    related.map((place) => `- ${codeSpan(formatPlace(place.location))} ${escapeMarkdown(place.says)}`),
    ...verifiedSuggestions(finding).map((suggestion) => suggestionBlock(suggestion, sources)),
  ];
}

function suggestionBlock(
  { title, edit, patch }: VerifiedSuggestion,
  sources: ReadonlyMap<string, Source>,
): readonly string[] {
  const { before, after } = replacedLines(sources.get(edit.path), patch);
  const lines = [...before.map((line) => `- ${printable(line)}`), ...after.map((line) => `+ ${printable(line)}`)];
  return [
    `Fix, at ${codeSpan(`${edit.path}:${patch.startLine}`)}: ${escapeMarkdown(title)}`,
    '',
    ...codeBlock('diff', lines),
  ];
}

function undecidedBlock({ undecided, model }: Report): readonly string[] {
  if (undecided.length === 0) return [];
  return details(
    `Could not decide ${count(checksIn(undecided), 'check')}`,
    undecidedCauses(undecided, model).flatMap(({ reason, causes }) => [
      `- ${UNKNOWN_REASONS[reason]}`,
      ...causes.map((cause) => `  - ${causeText(cause)}`),
    ]),
  );
}

function causeText({ checks, ruleIds, missing }: UndecidedCause): string {
  const what = missing.map(({ things, clause }) => things.join(', ') + clause).join('; ');
  return `${checks} × ${ruleIds.map(codeSpan).join(', ')}${what === '' ? '' : `: ${escapeMarkdown(what)}`}`;
}

function unreadBlock({ filesNotRead }: Coverage): readonly string[] {
  if (filesNotRead.length === 0) return [];
  return details(
    `Did not read ${count(filesNotRead.length, 'file')}`,
    filesNotRead.map(({ path, reason }) => `- ${codeSpan(path)} ${escapeMarkdown(reason)}`),
  );
}

function unobeyedBlock(changes: readonly PolicyChange[]): readonly string[] {
  if (changes.length === 0) return [];
  return [`${UNOBEYED}:`, '', ...changes.map(({ path, says }) => `- ${codeSpan(path)} ${escapeMarkdown(says)}`)];
}

function suppressedBlock({ suppressed }: Report): readonly string[] {
  if (suppressed.length === 0) return [];
  return details(
    `Suppressed ${count(suppressed.length, 'finding')}`,
    suppressed.map(
      ({ diagnostic, reason, location }) =>
        `- ${codeSpan(diagnostic.ruleId)} ${escapeMarkdown(diagnostic.subject)} at ${codeSpan(formatPlace(location))}: ${escapeMarkdown(reason)}`,
    ),
  );
}

function details(summary: string, lines: readonly string[]): readonly string[] {
  return ['<details>', `<summary>${summary}</summary>`, '', ...lines, '', '</details>'];
}
