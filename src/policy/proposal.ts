import type { Edit, Patch } from './diagnostic.js';

/** A change of files that somebody other than a rule's formula thought of. Nobody has looked at it yet. */
export interface Proposal {
  /** "Size both pools for sixteen threads." */
  readonly title: string;
  readonly edits: readonly ProposedEdit[];
}

export interface ProposedEdit {
  readonly path: string;
  /** Stands in the file exactly once. */
  readonly oldText: string;
  readonly newText: string;
}

/** A proposal after the rules ran on the tree with it: the finding is gone, and nothing else became worse. */
export interface ProvedProposal {
  readonly title: string;
  /** The model that wrote it. */
  readonly writtenBy: string;
  readonly edits: readonly Edit[];
  /** Unified, of all files. */
  readonly diff: string;
  /** Where it is one edit: what GitHub can offer to commit. */
  readonly patch?: Patch;
  /** The rules that were judged for the tree with it, in every environment. */
  readonly rulesRun: number;
}

/** `reasons`: whole sentences for whoever wrote the proposal. They quote nothing that is hidden in a report. */
export type Proof =
  | { readonly ok: true; readonly proved: ProvedProposal }
  | { readonly ok: false; readonly reasons: readonly string[] };
