import type { Diagnostic } from '../../policy/diagnostic.js';
import { findingTitle } from '../finding-title.js';
import { codeSpan, escapeHtml, escapeMarkdown } from '../markdown/escape.js';
import { judgedTexts, messageText, placeText, SEVERITY_WORDS } from '../markdown/finding-text.js';
import { fixBlock } from '../markdown/fix.js';
import type { NumberedFinding } from '../numbered-findings.js';
import { printable } from '../printable.js';
import type { Report } from '../report.js';
import { bestSuggestion, type VerifiedSuggestion } from '../verified.js';
import { truncate } from '../width.js';

const WIDEST_TITLE = 200;
const STATUS_WORDS = { new: '', worsened: ', worse than before', existing: ', there before' } as const;

/** One finding of the list: what breaks, where, and the lines that mend it. Markdown. */
export function findingBlock({ number, finding }: NumberedFinding, report: Report): string {
  const fix = bestSuggestion(finding);
  return [
    `### ${number}. ${escapeMarkdown(findingTitle(finding, report))}`,
    '',
    messageText(finding),
    '',
    factsText(finding),
    ...(fix === undefined ? [] : ['', ...foldedFix(fix, report)]),
  ].join('\n');
}

function factsText(finding: Diagnostic): string {
  const { severity, status = 'new', ruleId } = finding;
  const word = `**${SEVERITY_WORDS[severity]}**${STATUS_WORDS[status]}`;
  return [word, placeText(finding), ...judgedTexts(finding), codeSpan(ruleId)].join(' · ');
}

/** Its title is seen; the lines are one click away. */
function foldedFix(fix: VerifiedSuggestion, { sources }: Report): readonly string[] {
  return [
    '<details>',
    `<summary>Fix: ${escapeHtml(truncate(printable(fix.title), WIDEST_TITLE))}</summary>`,
    '',
    ...fixBlock(fix, sources),
    '',
    '</details>',
  ];
}
