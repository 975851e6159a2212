import type { Display } from '../display.js';
import { printable } from '../printable.js';
import { type PolicyChange, UNOBEYED } from '../report.js';
import { wrapAfter } from '../wrap.js';

/** What the head says about how it is to be judged, and what holds instead. */
export function unobeyedLines(changes: readonly PolicyChange[], { style, width }: Display): readonly string[] {
  if (changes.length === 0) return [];
  return [
    style.bold(UNOBEYED),
    ...changes.flatMap(({ path, says }) => wrapAfter('  – ', printable(`${path} ${says}`), width)),
  ];
}
