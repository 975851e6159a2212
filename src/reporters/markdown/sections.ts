import { formatPlace } from '../../model/location.js';
import { UNKNOWN_REASONS } from '../../model/traced.js';
import { count } from '../count.js';
import { type Report, UNOBEYED } from '../report.js';
import { checksIn, type UndecidedCause, undecidedCauses } from '../undecided-causes.js';
import { codeSpan, escapeMarkdown } from './escape.js';

/** A list under a heading. Nothing to tell where it has no lines. */
export interface Section {
  /** Holds nothing of the repository. */
  readonly heading: string;
  readonly lines: readonly string[];
}

/** How much of the repository the answer covers. */
export function coverageText({ coverage, suppressed }: Report): string {
  const { verdicts, filesRead, filesNotRead } = coverage;
  return [
    `${count(verdicts.passed, 'check')} passed`,
    `${verdicts.undecided} undecided`,
    `${suppressed.length} suppressed`,
    `${count(filesRead, 'file')} read, ${filesNotRead.length} not read`,
  ].join(' · ');
}

export function undecidedSection({ undecided, model }: Report): Section {
  return {
    heading: `Could not decide ${count(checksIn(undecided), 'check')}`,
    lines: undecidedCauses(undecided, model).flatMap(({ reason, causes }) => [
      `- ${UNKNOWN_REASONS[reason]}`,
      ...causes.map((cause) => `  - ${causeText(cause)}`),
    ]),
  };
}

function causeText({ checks, ruleIds, missing }: UndecidedCause): string {
  const what = missing.map(({ things, clause }) => things.join(', ') + clause).join('; ');
  return `${checks} × ${ruleIds.map(codeSpan).join(', ')}${what === '' ? '' : `: ${escapeMarkdown(what)}`}`;
}

export function unreadSection({ coverage: { filesNotRead } }: Report): Section {
  return {
    heading: `Did not read ${count(filesNotRead.length, 'file')}`,
    lines: filesNotRead.map(({ path, reason }) => `- ${codeSpan(path)} ${escapeMarkdown(reason)}`),
  };
}

export function suppressedSection({ suppressed }: Report): Section {
  return {
    heading: `Suppressed ${count(suppressed.length, 'finding')}`,
    lines: suppressed.map(
      ({ diagnostic, reason, location }) =>
        `- ${codeSpan(diagnostic.ruleId)} ${escapeMarkdown(diagnostic.subject)} at ${codeSpan(formatPlace(location))}: ${escapeMarkdown(reason)}`,
    ),
  };
}

export function unobeyedSection({ unobeyed }: Report): Section {
  return { heading: UNOBEYED, lines: unobeyed.map(({ path, says }) => `- ${codeSpan(path)} ${escapeMarkdown(says)}`) };
}

/** In sight. */
export function listed({ heading, lines }: Section): readonly string[] {
  return lines.length === 0 ? [] : [`${heading}:`, '', ...lines];
}

/** One click away. */
export function folded({ heading, lines }: Section): readonly string[] {
  return lines.length === 0 ? [] : ['<details>', `<summary>${heading}</summary>`, '', ...lines, '', '</details>'];
}
