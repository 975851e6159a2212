import type { ChangedFile } from './review-plan.js';

/** 1-based lines of the new file, inclusive. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

/** Only a header begins with `@`: each line of a hunk's content has its mark in front. A count that is left out is 1. */
const HEADER = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@/gm;

/** The lines that comments may stand on: all that a hunk shows of the new file, added or not. */
export function hunksOf(patch: string): readonly LineRange[] {
  return [...patch.matchAll(HEADER)].flatMap(([, start, length]) => {
    const first = Number(start);
    const last = first + Number(length ?? 1) - 1;
    return last < first ? [] : [{ first, last }];
  });
}

/** Whether GitHub takes a comment on these lines; it refuses a review with one that is not within a hunk as a whole. */
export function isCommentable(files: readonly ChangedFile[], path: string, { first, last }: LineRange): boolean {
  const patch = files.find((file) => file.path === path)?.patch;
  return patch !== undefined && hunksOf(patch).some((hunk) => hunk.first <= first && last <= hunk.last);
}
