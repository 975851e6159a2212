import type { Source } from '../../syntax/source.js';
import { printable } from '../printable.js';
import { replacedLines } from '../replaced-lines.js';
import type { VerifiedSuggestion } from '../verified.js';
import { truncate } from '../width.js';
import { codeBlock, codeSpan } from './escape.js';
import { nameText } from './finding-text.js';

const WIDEST = 200;
const MOST_LINES = 40;
const COSTS = 'This may cost money or availability: look at it before you apply it.';

/** What a suggestion does: where, in words, and as the lines that change. */
export function fixBlock(suggestion: VerifiedSuggestion, sources: ReadonlyMap<string, Source>): readonly string[] {
  const { edit, patch } = suggestion;
  return [
    `Fix, at ${codeSpan(`${edit.path}:${patch.startLine}`)}: ${fixTitle(suggestion)}`,
    '',
    ...diffBlock(suggestion, sources),
  ];
}

/** In words, with a warning where it is not certain to do no harm. */
export function fixTitle({ title, safe }: VerifiedSuggestion): string {
  return [nameText(title), ...(safe ? [] : [COSTS])].join(' ');
}

/** The lines that change, without what nobody should read. */
function diffBlock({ edit, patch }: VerifiedSuggestion, sources: ReadonlyMap<string, Source>): readonly string[] {
  const { before, after } = replacedLines(sources.get(edit.path), patch);
  const lines = [...before.map((line) => `- ${printable(line)}`), ...after.map((line) => `+ ${printable(line)}`)];
  const more = lines.length - MOST_LINES;
  const shown = lines.slice(0, MOST_LINES).map((line) => truncate(line, WIDEST));
  return codeBlock('diff', more > 0 ? [...shown, `… and ${more} more lines`] : shown);
}
