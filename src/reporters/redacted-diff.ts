import { Source } from '../syntax/source.js';
import { printable } from './printable.js';
import { redactedLine } from './redact.js';

/**
 * A unified diff without what nobody should read. No line is cut: what is committed must be what is shown. `before`: the texts of its
 * files without it, by path.
 */
export function redactedDiff(diff: string, before: ReadonlyMap<string, string>): string {
  const hidden = new Map([...before].flatMap(([path, text]) => hiddenLines(new Source(path, text))));
  return diff
    .split('\n')
    .map((line) => {
      const content = line.slice(1).replace(/\r$/, '');
      return line.slice(0, 1) + printable(hidden.get(content) ?? content);
    })
    .join('\n');
}

/** Lines that are not shown as they are, with what is shown instead. */
function hiddenLines(source: Source): readonly (readonly [string, string])[] {
  return source.text.split('\n').flatMap((line, index) => {
    const content = line.replace(/\r$/, '');
    const shown = redactedLine(source, index + 1);
    return shown === content ? [] : [[content, shown] as const];
  });
}
