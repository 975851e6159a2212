/** One `<% … %>`. Offsets count UTF-16 code units; the code lies between the delimiters. */
export interface ErbTag {
  readonly kind: 'output' | 'code' | 'comment';
  readonly start: number;
  readonly end: number;
  readonly codeStart: number;
  readonly codeEnd: number;
}

/** The tags of a text, in file order. `<%%` is text, and an opening tag without its end ends the search. */
export function erbTags(text: string): readonly ErbTag[] {
  const tags: ErbTag[] = [];
  for (let start = text.indexOf('<%'); start !== -1; ) {
    if (text[start + 2] === '%') {
      start = text.indexOf('<%', start + 3);
      continue;
    }
    const close = text.indexOf('%>', start + 2);
    if (close === -1) break;
    tags.push(tagAt(text, start, close));
    start = text.indexOf('<%', close + 2);
  }
  return tags;
}

function tagAt(text: string, start: number, close: number): ErbTag {
  const opening = /^<%(?:==?|#|-)?/.exec(text.slice(start, start + 4))?.[0] ?? '<%';
  const codeStart = Math.min(start + opening.length, close);
  const trims = text[close - 1] === '-' && close > codeStart;
  const kind = opening.includes('=') ? 'output' : opening.endsWith('#') ? 'comment' : 'code';
  return { kind, start, end: close + 2, codeStart, codeEnd: trims ? close - 1 : close };
}
