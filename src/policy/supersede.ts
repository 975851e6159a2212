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
  const standingFor = new Map<Found, Found[]>();
  const remaining = found.filter((each) => {
    const leaders = each.rule.supersededBy?.rules.map((id) => leading.get(key(id, each))) ?? [];
    const leader = leaders.find((candidate) => isAsSevere(candidate, each));
    if (leader === undefined) return true;
    standingFor.set(leader, [...(standingFor.get(leader) ?? []), each]);
    return false;
  });
  return remaining.map((each) => (standingFor.get(each) ?? []).reduce(withAddition, each.finding));
}

/** One edit may have to satisfy both, so what the other would write is a suggestion too, as safe as the leader's own. */
function withAddition(leader: Finding, { rule, finding, bindings }: Found): Finding {
  const addition = rule.supersededBy?.adds.render(bindings).text ?? '';
  const safe = leader.suggestions.some((suggestion) => suggestion.safe);
  const suggestions = finding.suggestions.map((suggestion) => ({ ...suggestion, safe: suggestion.safe || safe }));
  return {
    ...leader,
    message: `${leader.message} ${addition}`,
    suggestions: [...leader.suggestions, ...suggestions],
  };
}

/** A milder finding must not hide a worse one. */
function isAsSevere(leader: Found | undefined, { finding }: Found): boolean {
  return leader !== undefined && SEVERITIES.indexOf(leader.finding.severity) <= SEVERITIES.indexOf(finding.severity);
}

function key(ruleId: string, { about, finding }: Found): string {
  return `${ruleId}\0${about}\0${placeKey(finding.location)}`;
}
