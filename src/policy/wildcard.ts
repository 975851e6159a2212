/** Whether a text fits a pattern in which `*` stands for any characters. Linear in each: no pattern can make it slow. */
export function fitsWildcard(pattern: string, text: string): boolean {
  return fits([...pattern], [...text], '*', (wanted, given) => wanted === given);
}

/**
 * Whether a path lies at or below what a glob names: `*` stands for any characters of one folder or file name, `**` for any
 * number of folders. `deploy/production` names all that is in it.
 */
export function fitsGlob(glob: string, path: string): boolean {
  const segments = glob.split('/').filter((segment) => segment !== '' && segment !== '.');
  return segments.length > 0 && fits([...segments, '**'], path.split('/'), '**', fitsWildcard);
}

/** Matches from the left and, where it fails, lets the last star take one element more. */
function fits(
  pattern: readonly string[],
  elements: readonly string[],
  star: string,
  same: (wanted: string, given: string) => boolean,
): boolean {
  let at = 0;
  let wanted = 0;
  let lastStar = -1;
  let takenByStar = 0;
  while (at < elements.length) {
    const part = pattern[wanted];
    if (part === star) {
      lastStar = wanted;
      takenByStar = at;
      wanted += 1;
    } else if (part !== undefined && same(part, elements[at] ?? '')) {
      wanted += 1;
      at += 1;
    } else if (lastStar >= 0) {
      takenByStar += 1;
      at = takenByStar;
      wanted = lastStar + 1;
    } else return false;
  }
  return pattern.slice(wanted).every((part) => part === star);
}
