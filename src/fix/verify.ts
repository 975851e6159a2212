import { compareReports } from '../policy/compare.js';
import type { Diagnostic, Suggestion, Undecided } from '../policy/diagnostic.js';
import { applyEdit, editKey, slotKey } from './apply-edit.js';
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

/** Keeps the suggestions that hold. */
export async function verifySuggestions(
  diagnostics: readonly Diagnostic[],
  trial: Trial,
): Promise<readonly Diagnostic[]> {
  const verifier = new Verifier(diagnostics, trial);
  const verified: Diagnostic[] = [];
  for (const diagnostic of diagnostics) verified.push(await verifier.verify(diagnostic));
  return verified;
}

/**
 * Tries the suggestions of one report. One holds if on the edited tree the finding is gone for certain, and no other is new
 * or worse. Findings may want different values at one place, such as a variable that two processes share: each is offered the
 * value that resolves the most of them, so that one edit is enough.
 */
export class Verifier {
  readonly #diagnostics: readonly Diagnostic[];
  readonly #trial: Trial;
  /** One run for equal edits: a pool that several processes share is one literal. */
  readonly #outcomes = new Map<string, Outcome>();

  constructor(diagnostics: readonly Diagnostic[], trial: Trial) {
    this.#diagnostics = diagnostics;
    this.#trial = trial;
  }

  async verify(diagnostic: Diagnostic): Promise<Diagnostic> {
    const best = new Map<string, { readonly suggestion: Suggestion; readonly resolved: number }>();
    for (const suggestion of this.#candidates(diagnostic)) {
      const text = this.#trial.textOf(suggestion.edit.path);
      const outcome = text === undefined ? undefined : await this.#try(suggestion, text);
      if (text === undefined || outcome === undefined || !holds(diagnostic, this.#diagnostics, outcome)) continue;
      const resolved = this.#diagnostics.filter((each) => !remains(each, outcome)).length;
      const slot = slotKey(suggestion.edit);
      if (resolved <= (best.get(slot)?.resolved ?? 0)) continue;
      best.set(slot, { suggestion: { ...suggestion, patch: patchOf(text, suggestion.edit) }, resolved });
    }
    return { ...diagnostic, suggestions: [...best.values()].map(({ suggestion }) => suggestion) };
  }

  /** The finding's own, and what others want at the same places; how safe a change there is, its own rule knows. */
  #candidates({ suggestions }: Diagnostic): readonly Suggestion[] {
    const others = this.#diagnostics.flatMap((diagnostic) => diagnostic.suggestions);
    const candidates = new Map(suggestions.map((own) => [editKey(own.edit), own]));
    for (const own of suggestions) {
      for (const other of others) {
        const key = editKey(other.edit);
        if (slotKey(other.edit) === slotKey(own.edit) && !candidates.has(key)) {
          candidates.set(key, { ...other, safe: own.safe });
        }
      }
    }
    return [...candidates.values()];
  }

  async #try({ edit }: Suggestion, text: string): Promise<Outcome | undefined> {
    const key = editKey(edit);
    const before = this.#outcomes.get(key);
    if (before !== undefined) return before;
    if (this.#outcomes.size >= MAX_TRIED_EDITS) return undefined;
    const outcome = await this.#trial.check(new Map([[edit.path, applyEdit(text, edit)]]));
    this.#outcomes.set(key, outcome);
    return outcome;
  }
}

function holds(diagnostic: Diagnostic, before: readonly Diagnostic[], after: Outcome): boolean {
  const compared = compareReports(before, after.diagnostics).diagnostics;
  return !remains(diagnostic, after) && compared.every(({ status }) => status === 'existing');
}

/** A finding that became undecided is not resolved. */
function remains(diagnostic: Diagnostic, { diagnostics, undecided }: Outcome): boolean {
  const { ruleId, subject, fingerprint } = diagnostic;
  return (
    diagnostics.some((each) => each.fingerprint === fingerprint && overlap(each, diagnostic)) ||
    undecided.some((each) => each.ruleId === ruleId && each.subject === subject && overlap(each, diagnostic))
  );
}

type Placed = Pick<Diagnostic, 'environments'>;

function overlap({ environments }: Placed, other: Placed): boolean {
  return environments.some((name) => other.environments.includes(name));
}
