import { SEVERITIES } from './diagnostic.js';
import type { Bindings } from './expressions/compile.js';
import { type Finding, placeKey } from './judge.js';
import type { Rule } from './rule.js';

/** A finding with what is needed to let another rule's finding stand for it. */
export interface Found {
  readonly rule: Rule;
  readonly finding: Finding;
  readonly about: string;
  readonly bindings: Bindings;
}

/**
 * One annotation, not two: where a rule says that another one supersedes it, and both report the same thing at the same place
 * of one environment, the other one's finding stays and this one's addition is appended to its message.
 */
export function supersede(found: readonly Found[]): readonly Finding[] {
  const leading = new Map<string, Found>();
  for (const each of found) leading.set(key(each.finding.ruleId, each), each);
  const additions = new Map<Found, string[]>();
  const remaining = found.filter((each) => {
    const { supersededBy } = each.rule;
    const leader = supersededBy?.rules.map((id) => leading.get(key(id, each))).find((found) => isAsSevere(found, each));
    if (supersededBy === undefined || leader === undefined) return true;
    additions.set(leader, [...(additions.get(leader) ?? []), supersededBy.adds.render(each.bindings).text]);
    return false;
  });
  return remaining.map((each) => {
    const added = additions.get(each);
    return added === undefined
      ? each.finding
      : { ...each.finding, message: [each.finding.message, ...added].join(' ') };
  });
}

/** A milder finding must not hide a worse one. */
function isAsSevere(leader: Found | undefined, { finding }: Found): boolean {
  return leader !== undefined && SEVERITIES.indexOf(leader.finding.severity) <= SEVERITIES.indexOf(finding.severity);
}

function key(ruleId: string, { about, finding }: Found): string {
  return `${ruleId}\0${about}\0${placeKey(finding.location)}`;
}
