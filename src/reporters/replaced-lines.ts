import type { Patch } from '../policy/diagnostic.js';
import type { Source } from '../syntax/source.js';
import { blotPasswords } from './hide-passwords.js';
import { redactedLine } from './redact.js';

/** The lines that a patch takes away and those that it puts there, without those that are the same at both ends. */
export function replacedLines(
  source: Source | undefined,
  patch: Patch,
): { readonly before: readonly string[]; readonly after: readonly string[] } {
  const before: string[] = [];
  if (source !== undefined) {
    for (let line = patch.startLine; line <= patch.endLine; line += 1) before.push(redactedLine(source, line));
  }
  const after = patch.replacement
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .map(blotPasswords);
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < before.length - head && tail < after.length - head && before.at(-1 - tail) === after.at(-1 - tail))
    tail += 1;
  return { before: before.slice(head, before.length - tail), after: after.slice(head, after.length - tail) };
}
