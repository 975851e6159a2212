import { hidePasswords } from './hide-passwords.js';

const CONTROL_PICTURES = 0x2400;

/**
 * Characters that move the cursor, start an escape sequence, reorder or hide text: C0 and C1 controls, DEL, bidirectional
 * controls, zero-width characters, line separators, the byte order mark, and tag characters.
 */
const UNPRINTABLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to find
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|\udb40[\udc00-\udc7f]/gu;

/**
 * Text of a repository as one line that a terminal can be trusted with: what would act on the terminal is shown as a
 * symbol (`␛`), never sent. Line breaks and tabs become spaces; passwords of URLs are hidden.
 */
export function printable(text: string): string {
  return hidePasswords(text).replace(UNPRINTABLE, visible);
}

/** The same for a source line, keeping every UTF-16 code unit one to one, so that columns still fit. */
export function printableUnit(unit: string): string {
  return unit === '\t' ? unit : printable(unit);
}

function visible(character: string): string {
  const code = character.codePointAt(0);
  if (code === undefined) return '';
  if (code === 0x09 || code === 0x0a || code === 0x0d) return ' ';
  if (code < 0x20) return String.fromCodePoint(CONTROL_PICTURES + code);
  return code === 0x7f ? '\u2421' : '\ufffd';
}
