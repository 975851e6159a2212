import type { Proposal, ProvedProposal } from '../policy/proposal.js';

/** What a model wrote about the finding of one brief, after code looked at it. */
export interface Written {
  /** The brief's. */
  readonly key: string;
  /** The model. */
  readonly model: string;
  /** One paragraph of plain text, all of whose statements stand in the brief; absent when none was accepted. */
  readonly explanation?: string;
  /** Was proved on the tree that the brief is about; has to be proved again on any other. Absent when none held. */
  readonly proposal?: Proposal;
  /** A patch was asked for, and none held. */
  readonly dropped: boolean;
}

/** The same, as it is shown beside its finding. */
export interface ShownWriting {
  readonly model: string;
  readonly explanation?: string;
  readonly proposal?: ProvedProposal;
  readonly dropped: boolean;
}
