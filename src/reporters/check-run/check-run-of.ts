import { emptiness } from '../emptiness.js';
import { messageText, placeText } from '../markdown/finding-text.js';
import { coverageText } from '../markdown/sections.js';
import type { NumberedFinding } from '../numbered-findings.js';
import type { Report } from '../report.js';
import { bestSuggestion } from '../verified.js';
import { annotationsOf } from './annotations.js';
import { asidesOf } from './asides.js';
import type { CheckAction, CheckRunReport } from './check-run.js';
import type { CheckRunContext } from './context.js';
import { findingBlock } from './finding-block.js';
import { layOut } from './page.js';
import { titleOf } from './title.js';
import { type Verdict, verdictOn } from './verdict.js';
import { verdictText } from './verdict-text.js';

/** The identifier comes back in the delivery that tells that somebody pressed the button. */
const APPLY_FIX: CheckAction = { label: 'Apply fix', description: 'Commit the verified fixes', identifier: 'fix' };

/** A report as the check run that people read in ten seconds. */
export function checkRunOf(report: Report, context: CheckRunContext): CheckRunReport {
  const verdict = verdictOn(report, context);
  const { conclusion, findings } = verdict;
  const empty = emptiness(report);
  const page = layOut({
    head: [verdictText(verdict, context.policy), ...mistakesBlock(verdict)],
    findings: findings.map((finding) => findingBlock(finding, report)),
    tail: [...actingText(verdict, context), ...(empty === undefined ? [] : [`> ${empty}`]), coverageText(report)],
    asides: asidesOf(report, context),
  });
  return {
    conclusion,
    title: titleOf(report, verdict, context),
    ...page,
    annotations: annotationsOf(verdict, report),
    actions: context.fixable && findings.some(hasFix) ? [APPLY_FIX] : [],
  };
}

function mistakesBlock({ mistakes }: Verdict): readonly string[] {
  if (mistakes.length === 0) return [];
  return [mistakes.map((mistake) => `- ${placeText(mistake)} ${messageText(mistake)}`).join('\n')];
}

/** How to go on; nothing where there is nothing to act on or nobody to talk to. */
function actingText({ findings }: Verdict, { commands, fixable, draft }: CheckRunContext): readonly string[] {
  const [first] = findings;
  if (first === undefined || !commands) return [];
  const withFix = fixable ? findings.find(hasFix) : undefined;
  const words = [
    ...(withFix === undefined ? [] : [`\`/plumbline fix ${withFix.number}\` to commit a fix`]),
    `\`/plumbline explain ${first.number}\` to see where each value comes from`,
    `\`/plumbline ignore ${first.number} <reason>\` to set a finding aside`,
  ];
  const later = draft ? ' Comments on lines follow when this is ready for review.' : '';
  return [`Comment ${words.join(', ')}.${later}`];
}

function hasFix({ finding }: NumberedFinding): boolean {
  return bestSuggestion(finding) !== undefined;
}
