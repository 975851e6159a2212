import type { ProposedEdit } from '../../src/policy/proposal.js';
import type { Tree } from './proving.js';

/** A finding, and edits that are to mend it. */
export interface Attempt {
  /** What the edits bring. */
  readonly says: string;
  readonly tree: Tree;
  readonly rule: string;
  readonly edits: readonly ProposedEdit[];
  readonly title?: string;
}

/** Several for one finding. */
export function of(
  tree: Tree,
  rule: string,
  rows: readonly (readonly [string, ...ProposedEdit[]])[],
): readonly Attempt[] {
  return rows.map(([says, ...edits]) => ({ says, tree, rule, edits }));
}
