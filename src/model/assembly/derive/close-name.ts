const LONGEST = 200;
const MOST_CANDIDATES = 2000;

/** The one candidate that is two edits away at most or shares the ending after a `_`, `-`; null for none or several. */
export function closeName(name: string, candidates: readonly string[]): string | null {
  if (name.length > LONGEST) return null;
  const close = candidates
    .slice(0, MOST_CANDIDATES)
    .filter(
      (candidate) => candidate.length <= LONGEST && (endsAlike(name, candidate) || distance(name, candidate) <= 2),
    );
  const [only, another] = close;
  return only !== undefined && another === undefined ? only : null;
}

function endsAlike(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.length >= 4 && (long.endsWith(`_${short}`) || long.endsWith(`-${short}`));
}

/** Levenshtein's distance; lengths that differ by more than 2 are answered without computing it. */
function distance(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 2) return Number.POSITIVE_INFINITY;
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    let diagonal = row - 1;
    let left = row;
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const above = previous[column] ?? 0;
      const substitution = diagonal + (one[row - 1] === other[column - 1] ? 0 : 1);
      left = Math.min(substitution, above + 1, left + 1);
      current.push(left);
      diagonal = above;
    }
    previous = current;
  }
  return previous[other.length] ?? 0;
}
