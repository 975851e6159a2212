/** The key that a misspelt one was probably meant to be: at most a third of its letters differ. */
export function nearestKey(word: string, keys: Iterable<string>): string | undefined {
  const plain = (key: string) => key.toLowerCase().replace(/[-_ ]/g, '');
  let nearest: string | undefined;
  let fewest = Math.floor(Math.max(3, Math.min(word.length, 60)) / 3) + 1;
  for (const key of keys) {
    const edits = editsBetween(plain(word.slice(0, 60)), plain(key));
    if (edits < fewest) [nearest, fewest] = [key, edits];
  }
  return nearest;
}

/** Levenshtein's distance, one row at a time. */
function editsBetween(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1];
    for (let column = 1; column <= to.length; column += 1) {
      const replaced = (row[column - 1] ?? 0) + (to[column - 1] === letter ? 0 : 1);
      next.push(Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
