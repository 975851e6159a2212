import type { DiffFile } from './git/diff.js';
import { type Hunk, hunksOf } from './git/hunks.js';
import type { PullRequest } from './pull-request.js';
import type { Anchor, Side } from './review-thread.js';

/** Lines of a diff as a request names them. */
export interface WantedAnchor {
  readonly path: string;
  /** Undefined for the file as a whole. */
  readonly line?: number | undefined;
  readonly startLine?: number | undefined;
  readonly side?: Side | undefined;
  readonly startSide?: Side | undefined;
  readonly commit: string;
}

export type AnchorProblem = 'path' | 'line' | 'start-not-before-line' | 'start-in-other-hunk';

/** A comment cannot be where it is wanted. */
export class AnchorFailure extends Error {
  readonly problem: AnchorProblem;

  constructor(problem: AnchorProblem) {
    super(`The comment cannot be there: ${problem}`);
    this.name = 'AnchorFailure';
    this.problem = problem;
  }
}

/**
 * A place in the diff between the base of a pull request and a commit of it. On the right side added lines and context can be commented, on
 * the left side deleted ones and context. Throws an `AnchorFailure` for any other.
 */
export async function anchorIn(pullRequest: PullRequest, wanted: WantedAnchor): Promise<Anchor> {
  const { path, line, commit, side = 'RIGHT' } = wanted;
  const files = await pullRequest.repository.git.diff(pullRequest.baseSha, commit);
  const file = files.find((each) => each.path === path);
  if (file === undefined) throw new AnchorFailure('path');
  if (line === undefined) return { path, side, commit, diffHunk: '' };
  return lineAnchor(file, { ...wanted, line, side });
}

function lineAnchor(file: DiffFile, wanted: WantedAnchor & { readonly line: number; readonly side: Side }): Anchor {
  const { path, line, side, startLine, startSide = side, commit } = wanted;
  const hunks = hunksOf(file.patch ?? '');
  const hunk = hunks.find((each) => linesOf(each, side).has(line));
  if (hunk === undefined) throw new AnchorFailure('line');
  const anchor = { path, line, side, commit, diffHunk: hunk.lines.join('\n') };
  if (startLine === undefined) return anchor;
  if (startSide === side && startLine >= line) throw new AnchorFailure('start-not-before-line');
  if (!linesOf(hunk, startSide).has(startLine)) throw new AnchorFailure('start-in-other-hunk');
  return { ...anchor, startLine, startSide };
}

function linesOf(hunk: Hunk, side: Side): ReadonlySet<number> {
  return side === 'LEFT' ? hunk.left : hunk.right;
}
