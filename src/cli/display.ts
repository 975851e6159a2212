import type { Display } from '../reporters/display.js';
import { COLOURED, PLAIN } from '../reporters/style.js';
import type { Settings } from '../settings.js';
import type { Output } from './streams.js';

const DEFAULT_WIDTH = 100;
const MIN_WIDTH = 60;
/** Longer lines of prose are hard to read, however wide the terminal. */
const MAX_WIDTH = 140;

/** How text goes to an output: coloured on a terminal unless somebody says otherwise. */
export function displayFor(output: Output, settings: Settings, noColor: boolean): Display {
  const coloured = !noColor && (settings.color === 'always' || (settings.color === 'auto' && output.isTTY === true));
  const width = output.isTTY === true ? (output.columns ?? DEFAULT_WIDTH) : DEFAULT_WIDTH;
  return { style: coloured ? COLOURED : PLAIN, width: Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, width)) };
}

/** For a file: no colour, and a width that does not depend on the terminal. */
export const FILE_DISPLAY: Display = { style: PLAIN, width: DEFAULT_WIDTH };
