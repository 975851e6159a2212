import { compareReports } from '../policy/compare.js';
import type { Diagnostic, Edit, Suggestion, Undecided } from '../policy/diagnostic.js';
import { applyEdit, editKey } from './apply-edit.js';
import { patchOf } from './patch.js';

/** Edits that are tried for one report; beyond them findings go without a suggestion. */
const MAX_TRIED_EDITS = 40;

/** The tree that a report is about. */
export interface Trial {
  /** Undefined for a file that has no text. */
  textOf(path: string): string | undefined;
  /** Reads and judges the tree again, with these texts in place of its own. */
  check(texts: ReadonlyMap<string, string>): Promise<Outcome>;
}

export interface Outcome {
  readonly diagnostics: readonly Diagnostic[];
  readonly undecided: readonly Undecided[];
}

/** Keeps the suggestions that hold: on the edited tree the finding is gone for certain, and no other is new or worse. */
export async function verifySuggestions(
  diagnostics: readonly Diagnostic[],
  trial: Trial,
): Promise<readonly Diagnostic[]> {
  const outcomes = new Map<string, Outcome>();
  const verified: Diagnostic[] = [];
  for (const diagnostic of diagnostics) {
    const suggestions: Suggestion[] = [];
    for (const suggestion of diagnostic.suggestions) {
      const text = trial.textOf(suggestion.edit.path);
      if (text === undefined) continue;
      const outcome = await tryEdit(suggestion.edit, text, trial, outcomes);
      if (outcome === undefined || !resolves(diagnostic, diagnostics, outcome)) continue;
      suggestions.push({ ...suggestion, patch: patchOf(text, suggestion.edit) });
    }
    verified.push({ ...diagnostic, suggestions });
  }
  return verified;
}

/** One run for equal edits: a pool that several processes share is one literal. */
async function tryEdit(
  edit: Edit,
  text: string,
  trial: Trial,
  outcomes: Map<string, Outcome>,
): Promise<Outcome | undefined> {
  const key = editKey(edit);
  const before = outcomes.get(key);
  if (before !== undefined) return before;
  if (outcomes.size >= MAX_TRIED_EDITS) return undefined;
  const outcome = await trial.check(new Map([[edit.path, applyEdit(text, edit)]]));
  outcomes.set(key, outcome);
  return outcome;
}

function resolves(diagnostic: Diagnostic, before: readonly Diagnostic[], after: Outcome): boolean {
  const remains = [...after.diagnostics].some(
    ({ fingerprint, environments }) => fingerprint === diagnostic.fingerprint && overlap(environments, diagnostic),
  );
  const blurred = after.undecided.some(
    ({ ruleId, subject, environments }) =>
      ruleId === diagnostic.ruleId && subject === diagnostic.subject && overlap(environments, diagnostic),
  );
  const compared = compareReports(before, after.diagnostics).diagnostics;
  return !remains && !blurred && compared.every(({ status }) => status === 'existing');
}

function overlap(environments: readonly string[], diagnostic: Diagnostic): boolean {
  return environments.some((name) => diagnostic.environments.includes(name));
}
