import { count } from '../count.js';
import { findingTitle } from '../finding-title.js';
import { codeSpan, escapeMarkdown } from '../markdown/escape.js';
import { judgedTexts, messageText, SEVERITY_WORDS } from '../markdown/finding-text.js';
import { fixBlock, fixTitle } from '../markdown/fix.js';
import { droppedBlocks, explanationBlocks, proposalBlocks, proposalDiff } from '../markdown/writing.js';
import type { NumberedFinding } from '../numbered-findings.js';
import type { Report } from '../report.js';
import { bestSuggestion, type VerifiedSuggestion } from '../verified.js';
import { formatMarker, type Marker } from './marker.js';
import type { SuggestionBlock } from './suggestion-block.js';

const MOST_FINDINGS = 5;
/** GitHub takes 65,536. */
const MAX_CHARACTERS = 65_000;

/** What a comment says. */
export interface CommentContent {
  /** Most severe first. */
  readonly findings: readonly NumberedFinding[];
  /** The edits that would mend them, each once. */
  readonly fixes: readonly VerifiedSuggestion[];
  /** The only change that would, of a rule or else of a model, as a block to commit, where the comment stands on the lines that it replaces. */
  readonly block?: SuggestionBlock;
  readonly marker: Marker;
}

/** Markdown that ends in the marker. What a model wrote is left out where it would be too long. */
export function commentBody(content: CommentContent, report: Report, fixable: boolean): string {
  const whole = bodyOf(content, report, fixable);
  if (whole.length <= MAX_CHARACTERS) return whole;
  const { block, ...rest } = content;
  const findings = content.findings.map(({ number, finding }) => ({ number, finding }));
  return bodyOf({ ...rest, findings, ...(block && rest.fixes.length > 0 && { block }) }, report, fixable);
}

function bodyOf(content: CommentContent, report: Report, fixable: boolean): string {
  const { findings, marker } = content;
  const more = findings.length - MOST_FINDINGS;
  return [
    ...findings
      .slice(0, MOST_FINDINGS)
      .flatMap((finding) => [...findingText(finding, report), ...writingText(finding, content, fixable)]),
    ...(more > 0 ? [`… and ${count(more, 'more finding')} of the check run's list that one edit would mend.`] : []),
    ...fixText(content, report, fixable),
    formatMarker(marker),
  ].join('\n\n');
}

function findingText({ number, finding }: NumberedFinding, report: Report): readonly string[] {
  const { severity, status, ruleId } = finding;
  const worse = status === 'worsened' ? ', worse than before' : '';
  return [
    `**${SEVERITY_WORDS[severity]}${worse}: ${escapeMarkdown(findingTitle(finding, report))}**`,
    messageText(finding),
    `<sub>${[`Finding ${number}`, ...judgedTexts(finding), codeSpan(ruleId)].join(' · ')}</sub>`,
  ];
}

/** What a model wrote about a finding. */
function writingText(
  { number, writing }: NumberedFinding,
  { fixes, block }: CommentContent,
  fixable: boolean,
): readonly string[] {
  if (writing === undefined) return [];
  const { proposal } = writing;
  if (proposal === undefined) return [...explanationBlocks(writing), ...droppedBlocks(writing)];
  if (block !== undefined && fixes.length === 0) {
    return [...explanationBlocks(writing), ...proposalBlocks(proposal, block.lines.join('\n'))];
  }
  return [
    ...explanationBlocks(writing),
    ...proposalBlocks(proposal, proposalDiff(proposal)),
    ...(fixable ? [`\`/plumbline fix ${number}\` commits it.`] : []),
  ];
}

function fixText({ findings, fixes, block }: CommentContent, report: Report, fixable: boolean): readonly string[] {
  const [fix] = fixes;
  if (fix === undefined) return [];
  if (block !== undefined) return [fixTitle(fix), block.lines.join('\n')];
  const mended = fixable ? findings.find(({ finding }) => bestSuggestion(finding) !== undefined) : undefined;
  return [
    ...fixes.map((each) => fixBlock(each, report.sources).join('\n')),
    ...(mended === undefined
      ? []
      : [`\`/plumbline fix ${mended.number}\` commits it, as does the button of the check run.`]),
  ];
}

/** Why there is nothing left to talk about. */
export type Closing = 'fixed' | 'set-aside' | 'as-before';

const CLOSING_WORDS: Readonly<Record<Closing, string>> = {
  fixed: '**Fixed.** What was found here is gone.',
  'set-aside': '**Set aside.** What was found here is accepted; the check run says by whom and why.',
  'as-before': '**As before.** What was found here is in the base branch too, and this change makes it no worse.',
};

/** Of a conversation that cannot be resolved. */
export function closingBody(why: Closing, marker: Marker): string {
  return `${CLOSING_WORDS[why]}\n\n${formatMarker(marker)}`;
}
