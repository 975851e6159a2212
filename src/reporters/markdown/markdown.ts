import { formatPlace } from '../../model/location.js';
import { type Diagnostic, SEVERITIES, type Severity } from '../../policy/diagnostic.js';
import type { Source } from '../../syntax/source.js';
import { emptiness } from '../emptiness.js';
import { excerpt } from '../excerpt.js';
import { outcomeOf } from '../outcome.js';
import { placeNote } from '../place-note.js';
import type { Report } from '../report.js';
import { PLAIN } from '../style.js';
import { verifiedSuggestions } from '../verified.js';
import { codeBlock, codeSpan, escapeMarkdown } from './escape.js';
import { fixBlock } from './fix.js';
import {
  coverageText,
  folded,
  listed,
  suppressedSection,
  undecidedSection,
  unobeyedSection,
  unreadSection,
} from './sections.js';

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
    folded(undecidedSection(report)),
    folded(unreadSection(report)),
    listed(unobeyedSection(report)),
    folded(suppressedSection(report)),
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
    ...verifiedSuggestions(finding).map((suggestion) => fixBlock(suggestion, sources)),
  ];
}
