import type { Location } from '../model/location.js';
import type { Hop, Unknown } from '../model/traced.js';
import type { Diagnostic, RelatedPlace } from './diagnostic.js';
import type { Bindings, Expression } from './expressions/compile.js';
import type { Observation } from './expressions/observation.js';
import { placeOfView } from './expressions/view.js';
import { fingerprintOf } from './fingerprint.js';
import type { Level, Rule } from './rule.js';
import type { Case } from './subjects/subject.js';
import { suggest } from './suggestion.js';

/** What one rule says about one subject. `not-applicable`: its `when` is false. */
export type Judgement =
  | { readonly verdict: 'not-applicable' | 'pass' }
  | { readonly verdict: 'undecided'; readonly unknowns: readonly [Unknown, ...Unknown[]] }
  | { readonly verdict: 'fail'; readonly finding: Finding };

/** A diagnostic of one environment, before it is merged with the same one of others. */
export type Finding = Omit<Diagnostic, 'environments'>;

type Condition = { readonly holds: boolean } | { readonly unknowns: readonly [Unknown, ...Unknown[]] };

/**
 * The first level that is not met reports, also when a worse one before it is undecided: what fails for certain is not
 * hidden by what is unknown. Nothing failing and something undecided is undecided.
 */
export function judge(rule: Rule, judged: Case, bindings: Bindings): Judgement {
  const observations: Observation[] = [];
  const applies = test(rule.when, bindings, observations);
  if ('unknowns' in applies) return { verdict: 'undecided', unknowns: applies.unknowns };
  if (!applies.holds) return { verdict: 'not-applicable' };
  let unknowns: readonly [Unknown, ...Unknown[]] | undefined;
  let judgedLevels = 0;
  for (const level of rule.levels) {
    const looked = [...observations];
    const levelApplies = test(level.when, bindings, looked);
    if (!('unknowns' in levelApplies) && !levelApplies.holds) continue;
    judgedLevels += 1;
    const met = 'unknowns' in levelApplies ? levelApplies : test(level.require, bindings, looked);
    if ('unknowns' in met) unknowns ??= met.unknowns;
    else if (!met.holds) return { verdict: 'fail', finding: findingOf(rule, level, judged, bindings, looked) };
  }
  if (unknowns !== undefined) return { verdict: 'undecided', unknowns };
  return { verdict: judgedLevels === 0 ? 'not-applicable' : 'pass' };
}

/** Newest observations come first in a diagnostic: what `require` looked at decided more than what `when` did. */
function test(condition: Expression | undefined, bindings: Bindings, observations: Observation[]): Condition {
  if (condition === undefined) return { holds: true };
  const outcome = condition.evaluate(bindings);
  observations.unshift(outcome.observation);
  if (outcome.decided) return { holds: outcome.value === true };
  const others = outcome.observation.unknown.filter((unknown) => unknown !== outcome.unknown);
  return { unknowns: [outcome.unknown, ...others] };
}

function findingOf(
  rule: Rule,
  level: Level,
  judged: Case,
  bindings: Bindings,
  observations: readonly Observation[],
): Finding {
  const { text, observations: shown } = level.message.render(bindings);
  const pointed = pointTo(level, judged, bindings, observations);
  const places = [...pointed.hops, ...[...observations, ...shown].flatMap(hopsOf)];
  const suggestion = level.fix && suggest(level.fix, bindings);
  const margin = level.margin?.evaluate(bindings);
  return {
    ruleId: rule.id,
    severity: level.severity,
    subject: judged.label,
    message: text,
    location: pointed.location,
    ...(pointed.hops[0] !== undefined && { says: pointed.hops[0].says }),
    related: relatedPlaces(places, pointed.location),
    suggestions: suggestion === undefined ? [] : [suggestion],
    ...(margin?.decided && { margin: Number(margin.value) }),
    fingerprint: fingerprintOf(rule.id, judged.label),
  };
}

/** The value of `at`, else the one to fix, else the one that `require` looked at first, else the subject's declaration. */
function pointTo(
  level: Level,
  judged: Case,
  bindings: Bindings,
  observations: readonly Observation[],
): { readonly location: Location; readonly hops: readonly Hop[] } {
  const pointer = level.at ?? level.fix?.set;
  const outcome = pointer?.evaluate(bindings);
  const record = outcome?.decided ? placeOfView(outcome.value) : undefined;
  if (record !== undefined) return { location: record, hops: [] };
  const hops = (outcome === undefined ? observations[0]?.known[0] : outcome.observation.last)?.trail ?? [];
  return { location: hops[0]?.location ?? judged.place, hops };
}

function hopsOf(observation: Observation): readonly Hop[] {
  return observation.known.flatMap(({ trail }) => trail);
}

function relatedPlaces(hops: readonly Hop[], primary: Location): readonly RelatedPlace[] {
  const seen = new Set([placeKey(primary)]);
  const related: RelatedPlace[] = [];
  for (const { location, says, inherent } of hops) {
    const key = placeKey(location);
    if (inherent || seen.has(key)) continue;
    seen.add(key);
    related.push({ location, says });
  }
  return related;
}

/** Equal for equal places. */
export function placeKey({ path, start, end }: Location): string {
  return `${path}\0${start}\0${end}`;
}
