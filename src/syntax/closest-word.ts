/** Nobody misspells longer words; text without end would take time without end. */
const MAX_LENGTH = 60;

/**
 * The one candidate that a misspelt word can only mean: at most a third of its letters differ, case and `-`, `_` and spaces
 * left aside. Undefined when none is near or two are equally near.
 */
export function closestWord(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = plain(word.slice(0, MAX_LENGTH));
  const limit = Math.max(1, Math.floor(wanted.length / 3));
  let best: string | undefined;
  let bestDistance = limit + 1;
  let tied = false;
  for (const candidate of candidates) {
    const distance = editDistance(wanted, plain(candidate));
    if (distance > bestDistance || distance > limit) continue;
    tied = distance === bestDistance && candidate !== best;
    best = candidate;
    bestDistance = distance;
  }
  return tied ? undefined : best;
}

function plain(word: string): string {
  return word.toLowerCase().replace(/[-_ ]/g, '');
}

/** Insertions, deletions, substitutions and swaps of neighbours. */
function editDistance(left: string, right: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const same = left[i - 1] === right[j - 1];
      const swapped = i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1];
      row[j] = Math.min(
        at(last, j) + 1,
        at(row, j - 1) + 1,
        at(last, j - 1) + (same ? 0 : 1),
        swapped ? at(beforeLast, j - 2) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    beforeLast = last;
    last = row;
  }
  return at(last, right.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
