import { blank } from './program.js';
import type { ErbTag } from './tags.js';

/** Tags stand in the YAML as one character each that says which tag it is, filled up to the tag's length. */
const FIRST_TAG = 0xe100;
const LAST_TAG = 0xf8ff;
const FILLER = '\ue000';
const TOKEN = /([\ue100-\uf8ff])\ue000*/g;

/** More tags than that cannot be told apart. */
export const MAX_TAGS = LAST_TAG - FIRST_TAG;

/**
 * The template as YAML of the same length: output tags become tokens, other tags become blank. `structural` are output
 * tags that stand alone where YAML expects a key, so that what they print is more than a value; they are blank too.
 */
export function yamlText(
  text: string,
  tags: readonly ErbTag[],
): { readonly yaml: string; readonly structural: readonly ErbTag[] } {
  const structural = tags.filter((tag) => tag.kind === 'output' && standsForLines(text, tag));
  const parts: string[] = [];
  let from = 0;
  for (const [index, tag] of tags.entries()) {
    parts.push(withoutTokens(text.slice(from, tag.start)));
    const whole = text.slice(tag.start, tag.end);
    parts.push(tag.kind === 'output' && !structural.includes(tag) ? token(index, whole) : blank(whole));
    from = tag.end;
  }
  parts.push(withoutTokens(text.slice(from)));
  return { yaml: parts.join(''), structural };
}

/** A scalar's content cut at its tokens: text, and numbers of tags. */
export function cutAtTokens(content: string): readonly (string | number)[] {
  const pieces: (string | number)[] = [];
  let from = 0;
  for (const match of content.matchAll(TOKEN)) {
    if (match.index > from) pieces.push(content.slice(from, match.index));
    pieces.push((match[1] ?? '').charCodeAt(0) - FIRST_TAG);
    from = match.index + match[0].length;
  }
  if (from < content.length) pieces.push(content.slice(from));
  return pieces;
}

/** The first line is enough to hold the token; what follows would have to be indented. */
function token(index: number, whole: string): string {
  const [line = ''] = /^[^\r\n]*/.exec(whole) ?? [];
  return `${String.fromCharCode(FIRST_TAG + index)}${FILLER.repeat(line.length - 1)}${blank(whole.slice(line.length))}`;
}

function withoutTokens(text: string): string {
  return text.replace(/[\ue000-\uf8ff]/g, '\ufffd');
}

/** Alone on its line, and the line before does not wait for a value. */
function standsForLines(text: string, tag: ErbTag): boolean {
  const lineStart = text.lastIndexOf('\n', tag.start) + 1;
  const lineEnd = text.indexOf('\n', tag.end);
  const after = text.slice(tag.end, lineEnd === -1 ? text.length : lineEnd);
  if (text.slice(lineStart, tag.start).trim() !== '' || after.trim() !== '') return false;
  return !/[:>|-][ \t]*(?:#.*)?\s*$/.test(text.slice(0, lineStart));
}
