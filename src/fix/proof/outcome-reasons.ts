import { compareReports } from '../../policy/compare.js';
import type { Diagnostic, Undecided } from '../../policy/diagnostic.js';
import type { TreeOutcome } from '../tree-trial.js';
import { remains } from '../verify.js';
import { type Leaf, leavesOf } from './leaves.js';

/** What the rules and parsers have against the tree with a proposal, in sentences. */
export function outcomeReasons(diagnostic: Diagnostic, before: TreeOutcome, after: TreeOutcome): readonly string[] {
  const unread = after.unread.filter((path) => !before.unread.includes(path));
  return [
    ...(isReported(diagnostic, before) ? [] : ['The finding is not reported on this tree.']),
    ...unread.map((path) => `${path} can no longer be read.`),
    ...(remains(diagnostic, after) ? [remaining(diagnostic, after)] : []),
    ...worse(before, after),
    ...newlyUndecided(before, after).map(
      ({ ruleId, subject, environments }) =>
        `With it, the rule ${ruleId} cannot be judged for ${subject}${inEnvironments(environments)}.`,
    ),
    ...(after.suppressed.length > before.suppressed.length ? ['It silences a finding instead of mending it.'] : []),
  ];
}

function isReported({ fingerprint }: Diagnostic, { diagnostics }: TreeOutcome): boolean {
  return diagnostics.some((each) => each.fingerprint === fingerprint);
}

function remaining({ fingerprint, ruleId, subject }: Diagnostic, after: TreeOutcome): string {
  const left = after.diagnostics.find((each) => each.fingerprint === fingerprint);
  return left === undefined
    ? `With it, nobody can tell whether ${ruleId} holds for ${subject}.`
    : `The finding is still there: ${left.message}`;
}

function worse({ diagnostics }: TreeOutcome, after: TreeOutcome): readonly string[] {
  return compareReports(diagnostics, after.diagnostics).diagnostics.flatMap(
    ({ status, ruleId, message, environments }) => {
      if (status === 'existing') return [];
      const verb = status === 'new' ? 'is new' : 'is worse';
      return [`A finding ${verb}${inEnvironments(environments)}: ${ruleId}: ${message}`];
    },
  );
}

/** A limit that was not declared makes a case for rules about limits. That they lack what was not known before is not its fault. */
function newlyUndecided(before: TreeOutcome, after: TreeOutcome): readonly Undecided[] {
  const known = new Set(before.undecided.flatMap(casesOf));
  const lacking = new Set([...leavesOf(before.model).values()].flatMap(lackOf));
  return after.undecided.filter(
    (each) => casesOf(each).some((one) => !known.has(one)) && !each.missing.every((detail) => lacking.has(detail)),
  );
}

function lackOf(leaf: Leaf): readonly string[] {
  return leaf.kind === 'traced' && !leaf.traced.known ? [leaf.traced.detail] : [];
}

function casesOf({ ruleId, subject, environments }: Undecided): readonly string[] {
  return environments.map((environment) => [ruleId, subject, environment].join('\0'));
}

function inEnvironments(names: readonly string[]): string {
  return names.length === 0 ? '' : ` in ${names.join(', ')}`;
}
