import { Tree } from './tree.js';

/** A repository and one finding in it, for which a model is asked to write. What a formula would suggest is withheld. */
export interface Case {
  /** Names it on the command line and among the recorded replies. */
  readonly id: string;
  readonly tree: Tree;
  readonly rule: string;
  /** The stable name of what was judged: `Deployment/library/rails`. */
  readonly subject: string;
  /** Where the same subject is reported in several: the one that is meant. */
  readonly environment?: string;
}

/** The smallest project that breaks a rule, as `database/db-pool-below-process-threads`. */
export function breaking(rule: string): Tree {
  return Tree.of(`rules/${rule}/fails`);
}

/** What a report says of the case: a finding, or that nothing is known. */
export function isFindingOf(
  { rule, subject, environment }: Case,
  said: { readonly ruleId: string; readonly subject: string; readonly environments: readonly string[] },
): boolean {
  const isThere = environment === undefined || said.environments.includes(environment);
  return said.ruleId === rule && said.subject === subject && isThere;
}
