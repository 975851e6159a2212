import type { Location } from '../../model/location.js';
import type { Source } from '../../syntax/source.js';
import { truncate } from '../width.js';
import type { BriefFile } from './brief.js';
import type { Secrets } from './phrase.js';
import { lineOf, type RedactedFile } from './redacted-file.js';

/** A file with fewer lines is told whole. */
const SMALL_FILE = 120;
/** Lines before and after a place. */
const AROUND = 15;
const MOST_LINES_OF_FILE = 160;
/** Of all files together: about ten thousand tokens. */
const MOST_CHARACTERS = 30_000;
/** In cells. */
const WIDEST_LINE = 300;

interface Place {
  readonly location: Location;
}

/** The lines around the places, of the files that decided most first, as far as there is room. */
export function briefFiles(
  files: ReadonlyMap<Source, RedactedFile>,
  places: readonly Place[],
  secrets: Secrets,
): readonly BriefFile[] {
  let room = MOST_CHARACTERS;
  return [...files].flatMap(([source, redacted]) => {
    const lines: { number: number; text: string }[] = [];
    for (const number of numbersOf(source.path, redacted.lines.length, places)) {
      const text = truncate(secrets.hideIn(lineOf(redacted, source, number)), WIDEST_LINE);
      if (text.length > room) break;
      room -= text.length + 1;
      lines.push({ number, text });
    }
    return lines.length === 0 ? [] : [{ path: source.path, lines }];
  });
}

/** Which lines of a file are told, in order: where there are too many places, those around the first ones. */
function numbersOf(path: string, count: number, places: readonly Place[]): readonly number[] {
  if (count <= SMALL_FILE) return range(1, count);
  const numbers = new Set<number>();
  for (const { location } of places.filter((place) => place.location.path === path)) {
    const near = range(Math.max(1, location.startLine - AROUND), Math.min(count, location.startLine + AROUND));
    for (const number of near) if (numbers.size < MOST_LINES_OF_FILE) numbers.add(number);
  }
  return [...numbers].sort((left, right) => left - right);
}

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
