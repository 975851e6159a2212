import { count } from '../reporters/count.js';
import type { NumberedFinding } from '../reporters/numbered-findings.js';
import { didYouMean } from './did-you-mean.js';

export type FoundFinding =
  | { readonly ok: true; readonly found: NumberedFinding }
  /** A sentence, with what would be right. */
  | { readonly ok: false; readonly problem: string };

/** The finding that somebody means by a number of the list, by a rule that has one finding, or by a fingerprint. */
export function findFinding(findings: readonly NumberedFinding[], name: string): FoundFinding {
  const number = /^#?(\d+)$/.exec(name)?.[1];
  const byNumber = findings.find((each) => number !== undefined && each.number === Number(number));
  if (byNumber !== undefined) return { ok: true, found: byNumber };
  const named = findings.filter(({ finding }) => finding.ruleId === name || finding.fingerprint === name);
  const [found, ...others] = named;
  if (found !== undefined && others.length === 0) return { ok: true, found };
  if (found !== undefined) {
    const numbers = named.map((each) => each.number).join(', ');
    return { ok: false, problem: `${count(named.length, 'finding')} fit ${name}: say one of the numbers ${numbers}.` };
  }
  if (findings.length === 0) return { ok: false, problem: `There is no finding ${name}: nothing was found here.` };
  const rules = [...new Set(findings.map(({ finding }) => finding.ruleId))];
  return { ok: false, problem: `There is no finding ${name}.${didYouMean(name, rules)} ${listed(findings.length)}` };
}

function listed(number: number): string {
  return number === 1
    ? 'There is only finding 1; plumbline explain without --finding lists it.'
    : `The findings here are numbered 1 to ${number}; plumbline explain without --finding lists them.`;
}
