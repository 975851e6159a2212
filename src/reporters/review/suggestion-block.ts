import type { Patch } from '../../policy/diagnostic.js';
import type { Source } from '../../syntax/source.js';
import { blotPasswords } from '../hide-passwords.js';
import { codeBlock } from '../markdown/escape.js';
import { printable } from '../printable.js';
import { redactedLine } from '../redact.js';
import { digest } from './marker.js';
import type { Replacement } from './replacement.js';

/** A larger one is easier to read as a diff. */
const MOST_LINES = 50;

/** A block that GitHub offers to commit in place of the lines that the comment stands on. */
export interface SuggestionBlock {
  readonly lines: readonly string[];
  /** Names the lines that it replaces. Where they are others by now, the block would replace what nobody looked at. */
  readonly replaced: string;
}

/** Nothing where it could not be exact: what is committed must be what is shown, and not all may be shown. */
export function suggestionBlock(
  { path, patch }: Replacement,
  sources: ReadonlyMap<string, Source>,
): SuggestionBlock | undefined {
  const source = sources.get(path);
  // A patch ends before the line break of its last line: an empty replacement is one empty line.
  const after = patch.replacement.split(/\r?\n/);
  const replaced = source === undefined ? undefined : linesDigest(source, patch);
  if (replaced === undefined || after.length > MOST_LINES || !after.every(isPlain)) return undefined;
  return { lines: codeBlock('suggestion', after), replaced };
}

/** Names lines of a file by what is there; nothing where they are many, or not all may be shown. */
export function linesDigest(
  source: Source,
  { startLine, endLine }: Pick<Patch, 'startLine' | 'endLine'>,
): string | undefined {
  if (endLine - startLine >= MOST_LINES) return undefined;
  const lines = Array.from({ length: endLine - startLine + 1 }, (_, index) => {
    const { start, end } = source.lineLocation(startLine + index);
    return { text: source.text.slice(start, end), shown: redactedLine(source, startLine + index) };
  });
  if (!lines.every(({ text, shown }) => text === shown)) return undefined;
  return digest([source.path, ...lines.map(({ text }) => text)].join('\n'));
}

/** Nothing in it is hidden, moves the cursor or reorders text. */
function isPlain(line: string): boolean {
  const withoutTabs = line.replaceAll('\t', '');
  return blotPasswords(line) === line && printable(withoutTabs) === withoutTabs;
}
