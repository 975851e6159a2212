import type { TreeTrial } from '../fix/tree-trial.js';
import type { Report } from '../reporters/report.js';

/** A revision with its report, as far as texts about its findings and changes of it need it. */
export interface JudgedTree {
  readonly report: Report;
  readonly trial: TreeTrial;
  /** Whether a change of the file can be committed. */
  mayChange(path: string): boolean;
}
