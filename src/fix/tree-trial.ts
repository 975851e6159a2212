import type { Model } from '../model/model.js';
import type { Suppressed, VerdictCounts } from '../policy/diagnostic.js';
import type { Outcome, Trial } from './verify.js';

/** A tree with all that is known of it: enough to say what an edit nobody computed does to it. */
export interface TreeTrial extends Trial {
  /** The texts of those of these files that have one. */
  textsOf(paths: readonly string[]): Promise<ReadonlyMap<string, string>>;
  check(texts: ReadonlyMap<string, string>): Promise<TreeOutcome>;
}

export interface TreeOutcome extends Outcome {
  readonly model: Model;
  readonly suppressed: readonly Suppressed[];
  readonly counts: VerdictCounts;
  /** Files of which a reader did not get all; sorted. */
  readonly unread: readonly string[];
  /** How many were judged. */
  readonly rules: number;
}
