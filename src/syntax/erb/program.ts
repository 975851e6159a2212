import type { ErbTag } from './tags.js';

/** Stands for an output tag in the program: `_((code))`. */
export const OUTPUT_CALL = '_';
/** Stands for a stretch of text in the program. */
export const TEXT_CALL = '_t';

/** A stretch of text between tags. */
export interface TextRegion {
  readonly start: number;
  readonly end: number;
}

/**
 * The Ruby program that a template amounts to, written over the template itself: every character of code keeps its offset.
 * Text is blank but for a `_t;` that says where it would be printed, and so under which condition.
 */
export function rubyProgram(text: string, tags: readonly ErbTag[]): string {
  const parts: string[] = [];
  for (const [index, region] of textRegions(text, tags).entries()) {
    const tag = tags[index];
    const before = tags[index - 1];
    parts.push(textCode(text.slice(region.start, region.end), before));
    if (tag !== undefined) parts.push(tagCode(text, tag));
  }
  return parts.join('');
}

/** The text before each tag, and that after the last one. */
export function textRegions(text: string, tags: readonly ErbTag[]): readonly TextRegion[] {
  const starts = [0, ...tags.map((tag) => tag.end)];
  const ends = [...tags.map((tag) => tag.start), text.length];
  return starts.map((start, index) => ({ start, end: ends[index] ?? text.length }));
}

/** Everything but line breaks becomes a space. */
export function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}

function textCode(text: string, before: ErbTag | undefined): string {
  const separated = before !== undefined && /^[^\r\n]/.test(text) ? `;${blank(text.slice(1))}` : blank(text);
  const mark = /(?<=^|;|[ \r\n]) {3}/.exec(separated)?.index;
  if (mark === undefined || text.trim() === '') return separated;
  return `${separated.slice(0, mark)}${TEXT_CALL};${separated.slice(mark + 3)}`;
}

function tagCode(text: string, tag: ErbTag): string {
  const whole = text.slice(tag.start, tag.end);
  if (tag.kind === 'comment') return blank(whole);
  const opening = tag.codeStart - tag.start;
  const closing = tag.end - tag.codeEnd;
  const code = text.slice(tag.codeStart, tag.codeEnd);
  if (tag.kind === 'code') return `${' '.repeat(opening)}${code}${';'.padEnd(closing)}`;
  return /[ \t]$/.test(code)
    ? `${'_(('.padEnd(opening)}${code.slice(0, -1)}${'));'.padEnd(closing + 1)}`
    : `${'_(('.padEnd(opening)}${code}${'))'.padEnd(closing, ';')}`;
}
