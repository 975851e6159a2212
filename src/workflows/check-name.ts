import type { Repository } from '../github/repository.js';

/**
 * The name of the check of a change to a branch. GitHub shows and requires the newest run of a name on a commit, whichever pull request
 * it was for; so each branch but the default one has a name of its own, or a pull request to a branch with a laxer policy would answer
 * for one with the same commit to a stricter. `branch` may be a full ref.
 */
export function checkNameOf(name: string, { defaultBranch }: Repository, branch: string): string {
  const base = branch.replace(/^refs\/heads\//, '');
  return base === defaultBranch ? name : `${name} (${base})`;
}
