import { formatPlace } from '../../model/location.js';
import { CONFIGURATION_PATH } from '../../policy/configuration.js';
import type { Diagnostic } from '../../policy/diagnostic.js';
import { findingTitle } from '../../reporters/finding-title.js';
import { codeBlock, codeSpan, escapeMarkdown } from '../../reporters/markdown/escape.js';
import { fixBlock } from '../../reporters/markdown/fix.js';
import {
  droppedBlocks,
  explanationBlocks,
  NO_EXPLANATIONS,
  proposalBlocks,
  proposalDiff,
} from '../../reporters/markdown/writing.js';
import type { NumberedFinding } from '../../reporters/numbered-findings.js';
import { printable } from '../../reporters/printable.js';
import type { Report } from '../../reporters/report.js';
import { bestSuggestion } from '../../reporters/verified.js';
import { truncate } from '../../reporters/width.js';
import type { ShownWriting } from '../../reporters/written.js';

const MAX_PLACES = 50;
const WIDEST = 1000;

/** A finding as Markdown: what is wrong, where each value comes from, why it matters, what mends it, what would silence it. */
export function explanation(numbered: NumberedFinding, report: Report, assisted: boolean): string {
  const { number, finding, writing } = numbered;
  const rule = report.rules.find(({ id }) => id === finding.ruleId);
  const fix = bestSuggestion(finding);
  const blocks: readonly (readonly string[])[] = [
    [`### ${number}. ${escapeMarkdown(findingTitle(finding, report))}`],
    [text(finding.message)],
    trail(finding),
    rule === undefined ? [] : [`**Why it matters.** ${text(rule.why)}`],
    ...(writing === undefined ? [] : explanationBlocks(writing).map((block) => [block])),
    fix === undefined ? [] : fixBlock(fix, report.sources),
    ...(writing === undefined ? [] : proposalOf(number, writing).map((block) => [block])),
    silencing(number, finding),
    assisted ? [] : [NO_EXPLANATIONS],
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

function proposalOf(number: number, writing: ShownWriting): readonly string[] {
  const { proposal } = writing;
  if (proposal === undefined) return droppedBlocks(writing);
  return [...proposalBlocks(proposal, proposalDiff(proposal)), `\`/plumbline fix ${number}\` commits it.`];
}

/** Each place once, in the order in which they decided. */
function trail({ location, says, related, environments, subject }: Diagnostic): readonly string[] {
  const places = [{ location, says: says ?? 'the place to change' }, ...related];
  const told = new Set(places.map((place) => `${codeSpan(formatPlace(place.location))} ${text(place.says)}`));
  const lines = [...told].map((line, index) => `${index + 1}. ${line}`);
  const where = environments.length === 0 ? subject : `${subject} in ${environments.join(', ')}`;
  return [
    `**Where it comes from** (${text(where)})`,
    '',
    ...lines.slice(0, MAX_PLACES),
    ...(lines.length > MAX_PLACES ? ['', `and ${lines.length - MAX_PLACES} more places`] : []),
  ];
}

/** A suppression that is wrong itself has to be mended. */
function silencing(number: number, { ruleId, subject, location }: Diagnostic): readonly string[] {
  if (ruleId.startsWith('suppression-')) return [];
  const entry = [
    'ignore:',
    `  - rule: ${ruleId}`,
    `    subject: ${JSON.stringify(printable(subject))}`,
    '    reason: …',
  ];
  return [
    `**To accept it** for this pull request alone: \`/plumbline ignore ${number} <reason>\`. For good: the comment ${codeSpan(`plumbline:ignore ${ruleId} <reason>`)} on line ${location.startLine} of ${codeSpan(location.path)} or above it, or in ${codeSpan(CONFIGURATION_PATH)} of the base branch:`,
    '',
    ...codeBlock('yaml', entry),
  ];
}

function text(written: string): string {
  return escapeMarkdown(truncate(printable(written), WIDEST));
}
