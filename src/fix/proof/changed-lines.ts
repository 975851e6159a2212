import { diffArrays, diffWordsWithSpace } from 'diff';

/** Neighbouring lines of a file that a proposal takes away, and those that it puts in their place. With their line breaks. */
export interface Hunk {
  readonly path: string;
  /** 1-based, in the file with the proposal. */
  readonly line: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** The file with all of a proposal but one part. */
export interface Variant {
  readonly path: string;
  /** Of the part, 1-based, in the file with the proposal. */
  readonly line: number;
  readonly text: string;
}

export function hunksOf(path: string, before: string, after: string): readonly Hunk[] {
  const hunks: Hunk[] = [];
  let line = 1;
  let removed: string[] = [];
  let added: string[] = [];
  const close = (): void => {
    if (removed.length + added.length > 0) hunks.push({ path, line: line - added.length, removed, added });
    [removed, added] = [[], []];
  };
  for (const part of diffArrays(linesOf(before), linesOf(after))) {
    if (part.removed) removed.push(...part.value);
    else if (part.added) added.push(...part.value);
    else close();
    if (!part.removed) line += part.value.length;
  }
  close();
  return hunks;
}

export function linesOf(text: string): string[] {
  return text === '' ? [] : text.split(/(?<=\n)/);
}

/** Without one of the changed lines; of a line that holds a mapping, without one of its changes. */
export function variantsOf(after: string, hunks: readonly Hunk[]): readonly Variant[] {
  const lines = linesOf(after);
  return hunks.flatMap((hunk) => {
    const { path, line, removed, added } = hunk;
    const put = (at: number, count: number, ...instead: readonly string[]): Variant => ({
      path,
      line: Math.max(1, Math.min(at, lines.length)),
      text: lines.toSpliced(at - 1, count, ...instead).join(''),
    });
    if (removed.length === added.length) {
      return added.flatMap((each, index) =>
        partlyBack(removed[index] ?? '', each).map((instead) => put(line + index, 1, instead)),
      );
    }
    return [
      ...added.map((_, index) => put(line + index, 1)),
      ...removed.map((each, index) => put(line + Math.min(index, added.length), 0, each)),
    ];
  });
}

/** The new line with one of its changes undone, for each of them. The words of a line that is one setting belong together. */
function partlyBack(removed: string, added: string): readonly string[] {
  if (!removed.includes('{')) return [removed];
  const parts = diffWordsWithSpace(removed, added);
  const changes = parts.flatMap((part, index) => {
    const isChange = part.added || part.removed;
    const follows = parts[index - 1]?.removed === true && part.added;
    return isChange && !follows ? [index] : [];
  });
  return changes.map((change) => {
    const replaces = parts[change]?.removed === true && parts[change + 1]?.added === true;
    const own = new Set(replaces ? [change, change + 1] : [change]);
    return parts
      .filter((part, index) => (own.has(index) ? !part.added : !part.removed))
      .map(({ value }) => value)
      .join('');
  });
}
