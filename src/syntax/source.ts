import type { Location } from '../model/location.js';
import type { Slot } from '../model/traced.js';

/** One file's text and the arithmetic of its places. */
export class Source {
  readonly path: string;
  readonly text: string;
  #lineStarts: readonly number[] | undefined;

  constructor(path: string, text: string) {
    this.path = path;
    this.text = text;
  }

  /** The place [start, end), in UTF-16 offsets of this text. */
  location(start: number, end: number): Location {
    const from = this.position(start);
    const to = this.position(end);
    return {
      path: this.path,
      start,
      end,
      startLine: from.line,
      startColumn: from.column,
      endLine: to.line,
      endColumn: to.column,
    };
  }

  /** The whole of a 1-based line, without its line break; for facts that have a line and nothing finer. */
  lineLocation(line: number): Location {
    const starts = this.#starts();
    const start = starts[line - 1] ?? this.text.length;
    const next = starts[line];
    const end = next === undefined ? this.text.length : next - 1;
    return this.location(start, this.text[end - 1] === '\r' && end > start ? end - 1 : end);
  }

  /** The slot that overwrites [start, end). */
  slot(start: number, end: number, format: Slot['format'] = 'plain'): Slot {
    return { path: this.path, start, end, prefix: '', suffix: '', format };
  }

  /** 1-based line and column of an offset. */
  position(offset: number): { readonly line: number; readonly column: number } {
    const starts = this.#starts();
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  }

  #starts(): readonly number[] {
    if (this.#lineStarts === undefined) {
      const starts = [0];
      for (let at = this.text.indexOf('\n'); at !== -1; at = this.text.indexOf('\n', at + 1)) starts.push(at + 1);
      this.#lineStarts = starts;
    }
    return this.#lineStarts;
  }
}
