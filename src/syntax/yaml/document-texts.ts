/** A stretch of a YAML stream that holds one document (or several, when `...` ends them). */
export interface DocumentText {
  readonly text: string;
  /** Where it starts in the stream. */
  readonly start: number;
}

/**
 * Cuts a stream before each `---` line. YAML allows `---` at the start of a line nowhere else, not even within a block or
 * quoted scalar, so a document that cannot be parsed does not take its neighbours with it.
 */
export function documentTexts(stream: string): readonly DocumentText[] {
  const texts: DocumentText[] = [];
  let start = 0;
  for (const match of stream.matchAll(/^---(?=[ \t\r\n]|$)/gm)) {
    const before = stream.slice(start, match.index);
    if (match.index === 0 || isPreamble(before)) continue;
    texts.push({ text: before, start });
    start = match.index;
  }
  const last = stream.slice(start);
  if (texts.length === 0 || !isPreamble(last)) texts.push({ text: last, start });
  return texts;
}

/** Directives and comments belong to the document whose `---` follows. */
function isPreamble(text: string): boolean {
  return /^\uFEFF?(?:[ \t]*(?:#.*|%.*)?\r?(?:\n|$))*$/.test(text);
}
