import type { Diagnostic } from '../policy/diagnostic.js';
import type { Proof, Proposal } from '../policy/proposal.js';
import type { TreeTrial } from './tree-trial.js';

/** What is to be proved. */
export interface ProposalToProve {
  readonly proposal: Proposal;
  /** The finding that it is to resolve, as it is reported on the tree of the trial. */
  readonly diagnostic: Diagnostic;
  /** The model that wrote it. */
  readonly writtenBy: string;
  /** The files that it may touch: those of `filesToTouch` that may be committed. */
  readonly paths: ReadonlySet<string>;
}

/** Whether a proposal does what it is for and nothing else, on the tree of the trial. */
export async function proveProposal({ proposal }: ProposalToProve, _trial: TreeTrial): Promise<Proof> {
  return { ok: false, reasons: [`"${proposal.title}" was not looked at.`] };
}
