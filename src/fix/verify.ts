import { compareReports } from '../policy/compare.js';
import type { Diagnostic, Edit, Suggestion, Undecided } from '../policy/diagnostic.js';
import { applyEdits, editKey, slotKey } from './apply-edit.js';
import { groupBy } from './group-by.js';
import { patchOf } from './patch.js';

/** Trees that are read and judged for one report; beyond them findings go without a suggestion. */
const MAX_TRIALS = 40;

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
  await verifier.tryTogether();
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
  #trials = 0;

  constructor(diagnostics: readonly Diagnostic[], trial: Trial) {
    this.#diagnostics = diagnostics;
    this.#trial = trial;
  }

  /**
   * Tries the edits of places where only one value is wanted, all at once: a report of a large tree has many, and most hold.
   * Where they do not hold together, each half is tried apart, down to single edits.
   */
  async tryTogether(): Promise<void> {
    const bySlot = groupBy(
      this.#diagnostics.flatMap(({ suggestions }) => suggestions.map(({ edit }) => edit)),
      slotKey,
    );
    const single = [...bySlot.values()].flatMap((edits) => {
      const [first, ...others] = edits;
      return first !== undefined && others.every((other) => editKey(other) === editKey(first)) ? [first] : [];
    });
    await this.#settle(withoutOverlaps(single));
  }

  async #settle(edits: readonly Edit[]): Promise<void> {
    if (edits.length < 2) return;
    const outcome = await this.#run(edits);
    if (outcome === undefined) return;
    const wanted = new Set(edits.map(editKey));
    const theirs = this.#diagnostics.filter(({ suggestions }) =>
      suggestions.some(({ edit }) => wanted.has(editKey(edit))),
    );
    if (theirs.every((diagnostic) => holds(diagnostic, this.#diagnostics, outcome))) {
      for (const key of wanted) this.#outcomes.set(key, outcome);
      return;
    }
    const half = Math.ceil(edits.length / 2);
    await this.#settle(edits.slice(0, half));
    await this.#settle(edits.slice(half));
  }

  /** Undefined when a file has no text, or when enough was tried. */
  async #run(edits: readonly Edit[]): Promise<Outcome | undefined> {
    const texts = new Map<string, string>();
    for (const [path, own] of groupBy(edits, (edit) => edit.path)) {
      const text = this.#trial.textOf(path);
      if (text === undefined) return undefined;
      texts.set(path, applyEdits(text, own));
    }
    if (this.#trials >= MAX_TRIALS) return undefined;
    this.#trials += 1;
    return this.#trial.check(texts);
  }

  async verify(diagnostic: Diagnostic): Promise<Diagnostic> {
    const best = new Map<string, { readonly suggestion: Suggestion; readonly resolved: number }>();
    for (const suggestion of this.#candidates(diagnostic)) {
      const text = this.#trial.textOf(suggestion.edit.path);
      const outcome = text === undefined ? undefined : await this.#try(suggestion);
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

  async #try({ edit }: Suggestion): Promise<Outcome | undefined> {
    const key = editKey(edit);
    const before = this.#outcomes.get(key);
    if (before !== undefined) return before;
    const outcome = await this.#run([edit]);
    if (outcome !== undefined) this.#outcomes.set(key, outcome);
    return outcome;
  }
}

/** Of edits that touch each other, the first in the file. */
function withoutOverlaps(edits: readonly Edit[]): readonly Edit[] {
  const kept: Edit[] = [];
  for (const edit of [...edits].sort((one, other) =>
    one.path === other.path ? one.start - other.start : one.path < other.path ? -1 : 1,
  )) {
    const last = kept.at(-1);
    if (last === undefined || last.path !== edit.path || last.end < edit.start) kept.push(edit);
  }
  return kept;
}

function holds(diagnostic: Diagnostic, before: readonly Diagnostic[], after: Outcome): boolean {
  return !remains(diagnostic, after) && addsNothing(before, after);
}

/** Nothing is new or worse in any environment. */
export function addsNothing(before: readonly Diagnostic[], after: Outcome): boolean {
  return compareReports(before, after.diagnostics).diagnostics.every(({ status }) => status === 'existing');
}

/** A finding that became undecided is not resolved. */
export function remains(diagnostic: Diagnostic, { diagnostics, undecided }: Outcome): boolean {
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
