import type { Source } from '../syntax/source.js';
import { blotPasswords } from './hide-passwords.js';
import { blotSecretManifests } from './secret-files.js';

/** Excerpts ask for the lines of a file one by one. */
const shown = new WeakMap<Source, readonly string[]>();

/**
 * A line of a repository's file without what nobody should read in a report: the values of a Secret manifest and the
 * passwords in URLs. Each hidden character is replaced by one `•`, so that columns stay.
 */
export function redactedLine(source: Source, line: number): string {
  const { start, end } = source.lineLocation(line);
  return blotPasswords(linesOf(source)[line - 1] ?? source.text.slice(start, end));
}

function linesOf(source: Source): readonly string[] {
  const known = shown.get(source);
  if (known !== undefined) return known;
  const lines = blotSecretManifests(source.path, source.text.split(/\r?\n/));
  shown.set(source, lines);
  return lines;
}
