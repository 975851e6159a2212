import type { Display } from '../display.js';
import { printable } from '../printable.js';

/** A unified diff in a terminal's colours. */
export function diffLines(diff: string, { style }: Display): readonly string[] {
  return diff
    .trimEnd()
    .split('\n')
    .map((line) => {
      const shown = printable(line);
      if (line.startsWith('---') || line.startsWith('+++')) return style.bold(shown);
      if (line.startsWith('-')) return style.red(shown);
      if (line.startsWith('+')) return style.green(shown);
      return line.startsWith('@@') ? style.cyan(shown) : shown;
    });
}
