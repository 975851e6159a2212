import type { Diagnostic } from '../../policy/diagnostic.js';
import type { TreeOutcome, TreeTrial } from '../tree-trial.js';
import { variantsOf } from './changed-lines.js';
import type { EditedFile } from './edited-file.js';
import { type Leaf, type Leaves, leavesOf, sameLeaf } from './leaves.js';
import { outcomeReasons } from './outcome-reasons.js';

export interface Tried {
  readonly diagnostic: Diagnostic;
  readonly before: TreeOutcome;
  /** With the whole proposal. */
  readonly after: TreeOutcome;
}

/**
 * The parts of a proposal without which it would do as well. What no rule needs may do anything that no reader looks at, so each changed
 * line is left out once: the finding must come back then, or something else be wrong. Only what a new probe asks for may be more.
 */
export async function needReasons(
  files: readonly EditedFile[],
  { diagnostic, before, after }: Tried,
  trial: TreeTrial,
): Promise<readonly string[]> {
  const variants = files.flatMap((file) => variantsOf(file.after, file.hunks));
  if (variants.length < 2) return [];
  const own = leavesOf(before.model);
  const full = leavesOf(after.model);
  const texts = new Map(files.map((file) => [file.path, file.after]));
  const reasons: string[] = [];
  for (const { path, line, text } of variants) {
    const without = await trial.check(new Map([...texts, [path, text]]));
    if (outcomeReasons(diagnostic, before, without).length > 0) continue;
    if (!isPartOfNewProbe(differing(full, leavesOf(without.model)), own)) {
      reasons.push(`The change of ${path} at line ${line} is not needed: without it the finding is gone as well.`);
    }
  }
  return [...new Set(reasons)];
}

function differing(full: Leaves, without: Leaves): readonly Leaf[] {
  const keys = new Set([...full.keys(), ...without.keys()]);
  return [...keys].flatMap((key) => {
    const [one, other] = [full.get(key), without.get(key)];
    if (one !== undefined && other !== undefined) return sameLeaf(one, other) ? [] : [one];
    return one ?? other ?? [];
  });
}

function isPartOfNewProbe(changed: readonly Leaf[], before: Leaves): boolean {
  return (
    changed.length > 0 &&
    changed.every(({ at }) => at[1] === 'probes' && !before.has([...at.slice(0, 3), 'name'].join(' ')))
  );
}
