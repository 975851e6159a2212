import type { Proof, Proposal } from '../policy/proposal.js';
import type { Brief } from '../reporters/brief/brief.js';
import type { Written } from '../reporters/written.js';
import type { ModelFailure, Usage } from './model.js';

/** Writes about findings what code then accepted. */
export interface Assistant {
  /** What a text of it depends on besides the brief: the model and the instructions. */
  readonly model: string;
  write(brief: Brief, context: WritingContext): Promise<WritingOutcome>;
}

export interface WritingContext {
  readonly installation?: number;
  /** Runs the rules on the tree with a proposal. Absent where nobody wants a patch. */
  readonly prove?: (proposal: Proposal) => Promise<Proof>;
}

export type WritingOutcome =
  /** Worth keeping: asked again, the same brief would cost a call and bring no other truth. */
  | { readonly ok: true; readonly written: Written; readonly usage: readonly Usage[] }
  /** May be tried at another time. */
  | { readonly ok: false; readonly failure: ModelFailure; readonly usage: readonly Usage[] };
