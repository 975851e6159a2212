import { evaluateRules } from '../src/policy/evaluate.js';
import { BUILT_IN_RULES, loadRules, readRuleFiles } from '../src/policy/load.js';
import type { Rule } from '../src/policy/rule.js';
import type { Report } from '../src/reporters/report.js';
import { type Case, isFindingOf } from './case.js';
import { checkTree } from './check-tree.js';
import { lossesBetween } from './losses.js';
import type { Tree } from './tree.js';

/** What a check of the patched tree says of a proposal. */
export interface Verdict {
  /** The finding is gone, for certain. */
  readonly solved: boolean;
  /** What the proposal did besides, a sentence each. Empty is as it should be. */
  readonly worse: readonly string[];
}

/** What says how the repository is judged or run, and what programs write. */
const NOBODY_EDITS = /(?:^|\/)\.|^config\/infrastructure_contract\.ya?ml$|(?:^|\/)(?:Gemfile\.lock|db\/schema\.rb)$/;

const { rules } = loadRules(readRuleFiles(BUILT_IN_RULES));

/**
 * Judges a patched tree again, without the prover's code: both trees lie on disk and are checked in full, one against the other, with
 * nothing remembered. No finding may be new, worsened or hidden; nothing that was judged may have become unknown, unread or absent. An
 * undefined tree is a patch that cannot be applied.
 */
export async function verdictOn(it: Case, before: Report, patched: Tree | undefined): Promise<Verdict> {
  if (patched === undefined) return { solved: false, worse: [] };
  return checkTree({ head: patched, base: it.tree }, async ({ report: after }) => ({
    solved: ![...after.diagnostics, ...after.undecided].some((each) => isFindingOf(it, each)),
    worse: [
      ...changedPaths(it.tree, patched)
        .filter((path) => NOBODY_EDITS.test(path))
        .map((path) => `${path} is not to be edited.`),
      ...after.diagnostics
        .filter(({ status }) => status === 'new' || status === 'worsened')
        .map(({ ruleId, subject, status }) => `${ruleId} of ${subject} is ${status}.`),
      ...added(after, before, suppressions).map((name) => `${name} is suppressed.`),
      ...added(after, before, unreadFiles).map((path) => `${path} is no longer read.`),
      ...rules.filter((rule) => decidesLess(rule, before, after)).map(({ id }) => `${id} knows less than before.`),
      ...lossesBetween(before.model, after.model, it.subject),
    ],
  }));
}

function changedPaths(before: Tree, after: Tree): readonly string[] {
  return [...after.files].filter(([path, text]) => before.files.get(path) !== text).map(([path]) => path);
}

/** Of the names that one report has, those that the other has not. */
function added(one: Report, other: Report, names: (report: Report) => readonly string[]): readonly string[] {
  const there = new Set(names(other));
  return [...new Set(names(one))].filter((name) => !there.has(name));
}

function suppressions({ suppressed }: Report): readonly string[] {
  return suppressed.map(({ diagnostic: { ruleId, subject } }) => `${ruleId} of ${subject}`);
}

function unreadFiles({ coverage }: Report): readonly string[] {
  return coverage.filesNotRead.map(({ path }) => path);
}

/** A rule may well not know what to say of a probe that was not there before. */
function decidesLess(rule: Rule, before: Report, after: Report): boolean {
  const [then, now] = [before, after].map(({ model }) => evaluateRules(model, [rule]).counts);
  if (then === undefined || now === undefined) return false;
  return now.undecided > then.undecided && now.passed + now.failed < then.passed + then.failed;
}
