/** One hunk of a patch: which lines of the old and of the new file it shows. */
export interface Hunk {
  /** The line that begins with `@@`. */
  readonly header: string;
  /** Deleted lines and context, as they were numbered. */
  readonly left: ReadonlySet<number>;
  /** Added lines and context, as they are numbered. */
  readonly right: ReadonlySet<number>;
  /** From the header to the last line. */
  readonly lines: readonly string[];
}

/** The hunks of a unified patch that begins with its first `@@`. */
export function hunksOf(patch: string): readonly Hunk[] {
  const hunks: MutableHunk[] = [];
  for (const line of patch.split('\n')) {
    const [header, oldStart, newStart] = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(line) ?? [];
    if (header === undefined) hunks.at(-1)?.add(line);
    else hunks.push(new MutableHunk(line, Number(oldStart), Number(newStart)));
  }
  return hunks;
}

class MutableHunk implements Hunk {
  readonly left = new Set<number>();
  readonly right = new Set<number>();
  readonly lines: string[];
  readonly header: string;
  #old: number;
  #new: number;

  constructor(header: string, oldStart: number, newStart: number) {
    this.header = header;
    this.lines = [header];
    this.#old = oldStart;
    this.#new = newStart;
  }

  add(line: string): void {
    this.lines.push(line);
    if (line.startsWith('\\')) return;
    if (!line.startsWith('+')) this.left.add(this.#old++);
    if (!line.startsWith('-')) this.right.add(this.#new++);
  }
}

/** Where a line went: its number in the new file, or undefined when it was changed. `patch` must have no context lines. */
export function movedLine(patch: string, line: number): number | undefined {
  let shift = 0;
  for (const [, oldStart, oldCount = '1', , newCount = '1'] of patch.matchAll(
    /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/gm,
  )) {
    const count = Number(oldCount);
    // An insertion is said to be after its line, which did not change.
    const first = count === 0 ? Number(oldStart) + 1 : Number(oldStart);
    if (line < first) break;
    if (line < first + count) return undefined;
    shift += Number(newCount) - count;
  }
  return line + shift;
}
