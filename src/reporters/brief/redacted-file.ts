import type { Source } from '../../syntax/source.js';
import { blot, blotPasswords } from '../hide-passwords.js';
import { redactedLine } from '../redact.js';
import { blotSecretFiles } from '../secret-files.js';
import { blotHiddenCharacters } from './hidden-characters.js';
import { blotRandomStrings } from './random-strings.js';
import { blotSecretSettings } from './secret-settings.js';

/** Longer lines are data, and nobody wrote them. */
const LONGEST_LINE = 1000;
const HTML_COMMENT = /<!--[\s\S]*?(?:-->|$)/g;

/** A file as a model may see it. */
export interface RedactedFile {
  /** All of them, in order; each character of what is hidden is a `•`. */
  readonly lines: readonly string[];
  /** The words that were hidden: what may not be said elsewhere either. */
  readonly secrets: readonly string[];
}

/** A file without secret values, characters that hide or reorder text, and HTML comments. */
export function redactedFile(source: Source): RedactedFile {
  const original = source.text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => line.replace(/^\ufeff/, ' ').replace(/\r$/, ''));
  const short = original.map((line) => (line.length > LONGEST_LINE ? blot(line) : blotPasswords(line)));
  const settled = blotSecretSettings(source.path, blotSecretFiles(source.path, short));
  const withoutSecrets = blotRandomStrings(settled.join('\n')).split('\n');
  return {
    lines: withoutSecrets.join('\n').replace(HTML_COMMENT, blot).split('\n').map(blotHiddenCharacters),
    secrets: withoutSecrets.flatMap((line, index) => hiddenWords(original[index] ?? '', line)),
  };
}

/** The line of a redacted file as it may be shown, also as other reports show it. */
export function lineOf(file: RedactedFile, source: Source, number: number): string {
  const line = file.lines[number - 1] ?? '';
  const elsewhere = redactedLine(source, number);
  return [...Array(line.length).keys()].map((at) => (elsewhere[at] === '•' ? '•' : line.charAt(at))).join('');
}

function hiddenWords(original: string, shown: string): readonly string[] {
  return [...shown.matchAll(/•+/g)]
    .map(({ 0: hidden, index }) => original.slice(index, index + hidden.length))
    .map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''));
}
