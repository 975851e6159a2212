import type { Source } from '../../syntax/source.js';
import { blotPasswords } from '../hide-passwords.js';
import { codeBlock } from '../markdown/escape.js';
import { printable } from '../printable.js';
import { redactedLine } from '../redact.js';
import type { VerifiedSuggestion } from '../verified.js';
import { digest } from './marker.js';

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
  { edit, patch }: VerifiedSuggestion,
  sources: ReadonlyMap<string, Source>,
): SuggestionBlock | undefined {
  const source = sources.get(edit.path);
  if (source === undefined) return undefined;
  const before = linesOf(source, patch);
  // A patch ends before the line break of its last line: an empty replacement is one empty line.
  const after = patch.replacement.split(/\r?\n/);
  if (before.length > MOST_LINES || after.length > MOST_LINES) return undefined;
  const open = before.every(({ text, shown }) => text === shown) && after.every(isPlain);
  if (!open) return undefined;
  const replaced = digest([edit.path, ...before.map(({ text }) => text)].join('\n'));
  return { lines: codeBlock('suggestion', after), replaced };
}

function linesOf(source: Source, { startLine, endLine }: VerifiedSuggestion['patch']) {
  return Array.from({ length: endLine - startLine + 1 }, (_, index) => {
    const { start, end } = source.lineLocation(startLine + index);
    return { text: source.text.slice(start, end), shown: redactedLine(source, startLine + index) };
  });
}

/** Nothing in it is hidden, moves the cursor or reorders text. */
function isPlain(line: string): boolean {
  const withoutTabs = line.replaceAll('\t', '');
  return blotPasswords(line) === line && printable(withoutTabs) === withoutTabs;
}
