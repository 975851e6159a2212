import type { Diagnostic, Suggestion } from '../policy/diagnostic.js';
import { applyEdit } from './apply-edit.js';
import { type Trial, Verifier } from './verify.js';

/** A run applies so many edits at most; each is followed by a new judgement. */
const MAX_EDITS = 50;

export interface Applied {
  /** The files that changed, with their new texts. */
  readonly texts: ReadonlyMap<string, string>;
  /** In the order in which they were applied. */
  readonly applied: readonly { readonly diagnostic: Diagnostic; readonly suggestion: Suggestion }[];
  /** What is left to report on the changed tree. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Applies every safe suggestion, one after the other: each is verified on the tree that the ones before it left, so that two
 * that touch one line cannot spoil each other. Nothing is written.
 */
export async function applySafeSuggestions(diagnostics: readonly Diagnostic[], trial: Trial): Promise<Applied> {
  const texts = new Map<string, string>();
  const applied: { diagnostic: Diagnostic; suggestion: Suggestion }[] = [];
  const rejected = new Set<string>();
  let current = diagnostics;
  while (applied.length < MAX_EDITS) {
    const next = await firstSafe(current, trial, texts, rejected);
    if (next === undefined) break;
    const { path } = next.suggestion.edit;
    const text = texts.get(path) ?? trial.textOf(path);
    if (text === undefined) break;
    texts.set(path, applyEdit(text, next.suggestion.edit));
    applied.push(next);
    current = (await trial.check(texts)).diagnostics;
  }
  return { texts, applied, diagnostics: current };
}

/** A suggestion that did not hold is not tried again: each try reads and judges the tree. */
async function firstSafe(
  diagnostics: readonly Diagnostic[],
  trial: Trial,
  texts: ReadonlyMap<string, string>,
  rejected: Set<string>,
) {
  const onTop: Trial = {
    textOf: (path) => texts.get(path) ?? trial.textOf(path),
    check: (changed) => trial.check(new Map([...texts, ...changed])),
  };
  const verifier = new Verifier(diagnostics, onTop);
  for (const diagnostic of diagnostics) {
    const suggestions = diagnostic.suggestions.filter(({ safe }) => safe);
    const key = `${diagnostic.fingerprint} ${diagnostic.environments.join()}`;
    if (suggestions.length === 0 || rejected.has(key)) continue;
    const verified = await verifier.verify({ ...diagnostic, suggestions });
    const [suggestion] = verified.suggestions;
    if (suggestion !== undefined) return { diagnostic: verified, suggestion };
    rejected.add(key);
  }
  return undefined;
}
