import { count } from '../count.js';
import { codeSpan, escapeMarkdown } from '../markdown/escape.js';
import { messageText, placeText } from '../markdown/finding-text.js';
import {
  folded,
  listed,
  type Section,
  suppressedSection,
  undecidedSection,
  unobeyedSection,
  unreadSection,
} from '../markdown/sections.js';
import { isNew, isPolicyMistake } from '../numbered-findings.js';
import { printable } from '../printable.js';
import type { Report } from '../report.js';
import { truncate } from '../width.js';
import type { CheckRunContext } from './context.js';

/** Of one list, so that each has its place in the summary. */
const MAX_BYTES = 8_000;
const WIDEST_REASON = 500;

/** Everything that nobody has to act on now, folded; but changes of the policy are seen by whoever reviews the change. */
export function asidesOf(report: Report, context: CheckRunContext): readonly string[] {
  const foldable = [
    undecidedSection(report),
    unreadSection(report),
    ...(context.policy.newOnly ? [existingSection(report)] : []),
    setAsideSection(report, context),
    suppressedSection(report),
  ];
  return [listed(shortened(unobeyedSection(report))), ...foldable.map((section) => folded(shortened(section)))]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'));
}

function existingSection({ diagnostics }: Report): Section {
  const existing = diagnostics.filter((finding) => !isNew(finding) && !isPolicyMistake(finding));
  return {
    heading: `${count(existing.length, 'finding')} from before this change, not blocking`,
    lines: existing.map((finding) => `- ${finding.severity} ${placeText(finding)} ${messageText(finding)}`),
  };
}

function setAsideSection({ diagnostics }: Report, { ignored }: CheckRunContext): Section {
  const lines = ignored.flatMap(({ fingerprint, reason, by }) =>
    diagnostics
      .filter((finding) => finding.fingerprint === fingerprint && !isPolicyMistake(finding))
      .map((finding) => {
        const why = escapeMarkdown(truncate(printable(reason), WIDEST_REASON));
        return `- ${placeText(finding)} ${messageText(finding)} Set aside by ${codeSpan(by)}: ${why}`;
      }),
  );
  return { heading: `${count(lines.length, 'finding')} set aside for this pull request`, lines };
}

/** With as many lines as fit into what a list may take. */
function shortened({ heading, lines }: Section): Section {
  let used = 0;
  const first = lines.findIndex((line) => {
    used += Buffer.byteLength(line) + 1;
    return used > MAX_BYTES;
  });
  if (first === -1) return { heading, lines };
  return { heading, lines: [...lines.slice(0, first), `- … and ${lines.length - first} more`] };
}
