import type { Location } from '../model/location.js';
import type { Source } from '../syntax/source.js';
import { printableUnit } from './printable.js';
import { redactedLine } from './redact.js';
import type { Style } from './style.js';
import { characterWidth, displayWidth } from './width.js';
import { wrap } from './wrap.js';

const TAB_STOP = 4;
/** How much of an overlong line stands before the value that is underlined, in UTF-16 units. */
const LEAD_IN = 24;

export interface ExcerptOptions {
  readonly style: Style;
  /** Paints the underline. */
  readonly paint: (text: string) => string;
  /** Cells that a line may take, its gutter included. */
  readonly width: number;
  /** Lines shown before and after. */
  readonly context: number;
  /** Printable; beside the underline, or below it where it does not fit. */
  readonly note?: string;
}

/** The lines around a place with their numbers, and `^^^^` and the note under the place, as far as it is on its first line. */
export function excerpt(source: Source, at: Location, options: ExcerptOptions): readonly string[] {
  const first = Math.max(1, at.startLine - options.context);
  const last = Math.min(lineCount(source), at.startLine + options.context);
  const gutterWidth = String(last).length;
  const room = Math.max(20, options.width - gutterWidth - 3);
  const from = Math.max(0, endsAfter(at, room) ? at.startColumn - 1 - LEAD_IN : 0);
  const lines: string[] = [];
  for (let number = first; number <= last; number += 1) {
    const cells = cellsOf(redactedLine(source, number), from, room);
    const gutter = `${String(number).padStart(gutterWidth)} │ `;
    const text = cells
      .map((cell) => cell.text)
      .join('')
      .trimEnd();
    const marked = number === at.startLine;
    lines.push(
      options.style.dim(gutter.trimEnd()) + (text === '' ? '' : ` ${marked ? text : options.style.dim(text)}`),
    );
    if (marked) {
      const blank = options.style.dim(`${' '.repeat(gutterWidth)} │`);
      lines.push(...underlined(cells, at, room, options).map((line) => `${blank} ${line}`));
    }
  }
  return lines;
}

interface Cell {
  readonly text: string;
  readonly width: number;
  /** UTF-16 offset in its line. */
  readonly offset: number;
}

/** The line from an offset on, as what a terminal draws: tabs expanded, control characters shown, cut at `room` cells. */
function cellsOf(line: string, from: number, room: number): readonly Cell[] {
  const cells: Cell[] = from > 0 ? [{ text: '…', width: 1, offset: -1 }] : [];
  let column = cells.length;
  let offset = from;
  for (const character of line.slice(from, from + room * 2)) {
    const shown = character === '\t' ? ' '.repeat(TAB_STOP - (column % TAB_STOP)) : printableUnit(character);
    const width = character === '\t' ? shown.length : characterWidth(shown);
    if (column + width > room - 1 && offset + character.length < line.length) {
      cells.push({ text: '…', width: 1, offset });
      break;
    }
    cells.push({ text: shown, width, offset });
    column += width;
    offset += character.length;
  }
  return cells;
}

/** The underline with the note beside it where there is room, else with the note's lines below. */
function underlined(cells: readonly Cell[], at: Location, room: number, options: ExcerptOptions): readonly string[] {
  const { note, paint } = options;
  const start = at.startColumn - 1;
  const end = at.endLine === at.startLine ? Math.max(at.endColumn - 1, start + 1) : Number.POSITIVE_INFINITY;
  const before = cellWidth(cells.filter((cell) => cell.offset < start));
  const under = Math.max(1, cellWidth(cells.filter((cell) => cell.offset >= start && cell.offset < end)));
  const line = ' '.repeat(before) + paint('^'.repeat(under));
  if (note === undefined) return [line];
  if (before + under + 1 + displayWidth(note) <= room) return [`${line} ${note}`];
  return [line, ...wrap(note, room)];
}

function cellWidth(cells: readonly Cell[]): number {
  return cells.reduce((sum, { width }) => sum + width, 0);
}

function endsAfter(at: Location, room: number): boolean {
  return (at.endLine === at.startLine ? at.endColumn : at.startColumn) > room;
}

function lineCount({ text }: Source): number {
  let count = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return text.endsWith('\n') ? count - 1 : count;
}
