import type { Configuration } from '../../policy/configuration.js';
import { count } from '../count.js';
import { escapeMarkdown } from '../markdown/escape.js';
import type { Verdict } from './verdict.js';

type Policy = Pick<Configuration, 'mode' | 'failOn'>;

/** What a report means for the change, and why: the first line that people read. Markdown. */
export function verdictText(verdict: Verdict, policy: Policy): string {
  if (verdict.mistakes.length > 0) {
    return '**What says how this change is judged is wrong itself.** Until it is mended on the base branch, no change passes.';
  }
  const gaps = verdict.gaps.map((gap) => `${escapeMarkdown(gap.charAt(0).toUpperCase() + gap.slice(1))}.`);
  return [headline(verdict, policy), ...gaps].join(' ');
}

function headline({ findings, failing, gaps, incomplete }: Verdict, { mode, failOn }: Policy): string {
  const all = count(findings.length, 'finding');
  if (failing.length > 0) {
    if (mode === 'advisory') return `**${all}.** This repository takes them as advice: nothing is blocked.`;
    const which = failing.length === findings.length ? all : `${failing.length} of ${all}`;
    return `**${which} ${failing.length === 1 ? 'blocks' : 'block'} this change.**`;
  }
  if (incomplete) {
    const effect = mode === 'advisory' ? 'Not everything could be judged' : 'This change is blocked';
    return `**${effect}:** \`require_complete\` asks that everything is.`;
  }
  if (findings.length > 0) {
    const from = failOn === 'never' ? 'No finding blocks here' : `Findings block from severity ${failOn} on`;
    return `**Nothing that blocks.** ${from}.`;
  }
  return gaps.length > 0 ? '**Nothing was found in what could be looked at.**' : '**Nothing to mend.**';
}
