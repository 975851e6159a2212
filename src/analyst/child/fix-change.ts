import type { z } from 'zod';
import type { JudgedTree } from '../../check/judged-tree.js';
import { withWritings } from '../../check/written-findings.js';
import { type Choice, combineChoices } from '../../fix/combine.js';
import type { TreeTrial } from '../../fix/tree-trial.js';
import { remains, type Trial } from '../../fix/verify.js';
import { count } from '../../reporters/count.js';
import { findingTitle } from '../../reporters/finding-title.js';
import type { NumberedFinding } from '../../reporters/numbered-findings.js';
import { printable } from '../../reporters/printable.js';
import { bestSuggestion } from '../../reporters/verified.js';
import type { Written } from '../../reporters/written.js';
import type { FixRequest } from '../analyst.js';
import type { outcomes } from '../outcomes.js';
import type { JudgedChange } from './judge-change.js';
import { noSuchFinding } from './no-such-finding.js';

/** Each costs a run of the rules. */
const MAX_PROPOSED = 20;

/** As it crosses. */
export type CrossingFix = z.input<typeof outcomes.fix>;

/** The chosen findings' verified suggestions, and proved proposals where there is none, as far as they hold together. */
export async function fixChange(
  { findings: wanted, written }: Pick<FixRequest, 'findings' | 'written'>,
  { checked, findings, tree }: JudgedChange,
): Promise<CrossingFix> {
  const unknown = wanted === 'all' ? undefined : wanted.find((number) => number < 1 || number > findings.length);
  if (unknown !== undefined) return { ok: false, reason: noSuchFinding(unknown, findings) };
  const chosen = wanted === 'all' ? findings : findings.filter(({ number }) => wanted.includes(number));
  const choices = [...suggested(chosen, tree), ...(await proposed(chosen, written, tree))];
  const trial = await withTexts(tree.trial, choices);
  const { texts, applied, outcome } = await combineChoices(choices, checked.judged.diagnostics, trial);
  if (outcome === undefined) return { ok: false, reason: nothingHolds(chosen) };
  return {
    ok: true,
    files: [...texts],
    titles: [...new Set(applied.map(({ title }) => printable(title)))],
    left: chosen.filter(({ finding }) => remains(finding, outcome)).map(({ number }) => number),
  };
}

function suggested(findings: readonly NumberedFinding[], { mayChange }: JudgedTree): readonly Choice[] {
  return findings.flatMap(({ finding }) => {
    const suggestion = bestSuggestion(finding);
    if (suggestion === undefined || !mayChange(suggestion.edit.path)) return [];
    return [{ diagnostic: finding, title: suggestion.title, edits: [suggestion.edit] }];
  });
}

/** Of what a model wrote nothing gets into a commit's message, where it could close issues or keep checks from running. */
async function proposed(
  findings: readonly NumberedFinding[],
  written: readonly Written[],
  tree: JudgedTree,
): Promise<readonly Choice[]> {
  const without = findings.filter(({ finding }) => bestSuggestion(finding) === undefined).slice(0, MAX_PROPOSED);
  const told = await withWritings(without, written, tree);
  return told.flatMap(({ finding, writing }) => {
    if (writing?.proposal === undefined) return [];
    const { edits, writtenBy, rulesRun } = writing.proposal;
    const title = `${findingTitle(finding, tree.report)}: as ${writtenBy} proposed, verified by running ${count(rulesRun, 'rule')}.`;
    return [{ diagnostic: finding, title, edits }];
  });
}

/** A trial has the texts of suggestions' files at hand. */
async function withTexts(trial: TreeTrial, choices: readonly Choice[]): Promise<Trial> {
  const texts = await trial.textsOf(choices.flatMap(({ edits }) => edits.map(({ path }) => path)));
  return { textOf: (path) => texts.get(path), check: (changed) => trial.check(changed) };
}

function nothingHolds(chosen: readonly NumberedFinding[]): string {
  if (chosen.length === 0) return 'There is nothing to fix: the newest check run lists no finding.';
  return chosen.length === 1
    ? 'This finding has no fix that can be committed: none was found after which it is gone and nothing else is wrong.'
    : 'None of these findings has a fix that can be committed: none was found after which they are gone and nothing else is wrong.';
}
