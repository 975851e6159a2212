import type { Diagnostic, Edit } from '../policy/diagnostic.js';
import { applyEdits, editKey } from './apply-edit.js';
import { groupBy } from './group-by.js';
import { addsNothing, type Outcome, remains, type Trial } from './verify.js';

/** Trees that are read and judged to find out which suggestions hold together. */
const MAX_TRIALS = 40;

/** A finding and what is to resolve it. */
export interface Choice {
  readonly diagnostic: Diagnostic;
  /** "Set the pool to 16." */
  readonly title: string;
  /** In any number of files: all of them are made, or none. */
  readonly edits: readonly Edit[];
}

export interface Combined {
  /** The files that change, with their new texts. */
  readonly texts: ReadonlyMap<string, string>;
  /** One for the same edits. */
  readonly applied: readonly Choice[];
  /** What is reported on the tree with them; undefined when nothing was applied. */
  readonly outcome: Outcome | undefined;
}

/**
 * Applies changes together and judges the tree as a whole: what they are for is gone, and nothing is new or worse in any environment.
 * Those that do not hold together are taken out by halves. Of two that touch, the first in order is taken. `before`: what is reported
 * on the tree without them.
 */
export async function combineChoices(
  choices: readonly Choice[],
  before: readonly Diagnostic[],
  trial: Trial,
): Promise<Combined> {
  const combination = new Combination(before, trial);
  await combination.add(apart([...groupBy(choices, ({ edits }) => edits.map(editKey).join('\0')).values()]));
  return combination.result();
}

/** Findings that the same edits are to resolve. */
type Unit = readonly Choice[];

class Combination {
  readonly #before: readonly Diagnostic[];
  readonly #trial: Trial;
  #kept: readonly Unit[] = [];
  #outcome: Outcome | undefined;
  #trials = 0;

  constructor(before: readonly Diagnostic[], trial: Trial) {
    this.#before = before;
    this.#trial = trial;
  }

  /** Adds those units that hold together with what is kept already. */
  async add(units: readonly Unit[]): Promise<void> {
    if (units.length === 0 || this.#trials >= MAX_TRIALS) return;
    const together = [...this.#kept, ...units];
    const texts = this.#textsWith(together);
    if (texts !== undefined) {
      this.#trials += 1;
      const outcome = await this.#trial.check(texts);
      const resolved = together.flat().every(({ diagnostic }) => !remains(diagnostic, outcome));
      if (resolved && addsNothing(this.#before, outcome)) {
        this.#kept = together;
        this.#outcome = outcome;
        return;
      }
    }
    if (units.length === 1) return;
    const half = Math.ceil(units.length / 2);
    await this.add(units.slice(0, half));
    await this.add(units.slice(half));
  }

  result(): Combined {
    return {
      texts: this.#textsWith(this.#kept) ?? new Map(),
      applied: this.#kept.flatMap((unit) => unit.slice(0, 1)),
      outcome: this.#outcome,
    };
  }

  /** Undefined when a file has no text. */
  #textsWith(units: readonly Unit[]): ReadonlyMap<string, string> | undefined {
    const edits = units.flatMap((unit) => unit[0]?.edits ?? []);
    const texts = new Map<string, string>();
    for (const [path, own] of groupBy(edits, (edit) => edit.path)) {
      const text = this.#trial.textOf(path);
      if (text === undefined) return undefined;
      texts.set(path, applyEdits(text, own));
    }
    return texts;
  }
}

function apart(units: readonly Unit[]): readonly Unit[] {
  const kept: Unit[] = [];
  for (const unit of units) if (!kept.some((other) => touch(unit, other))) kept.push(unit);
  return kept;
}

function touch([one]: Unit, [other]: Unit): boolean {
  if (one === undefined || other === undefined) return false;
  return one.edits.some((left) =>
    other.edits.some((right) => left.path === right.path && left.start <= right.end && right.start <= left.end),
  );
}
