import { describe, expect, test } from '@jest/globals';
import { displayFor } from '../../src/cli/display.js';
import { readSettings } from '../../src/settings.js';

const terminal = { write: () => true, isTTY: true, columns: 120 };
const pipe = { write: () => true };

function colours(output: typeof terminal | typeof pipe, environment: NodeJS.ProcessEnv, noColor = false): boolean {
  return displayFor(output, readSettings(environment), noColor).style.red('x') !== 'x';
}

describe('text is coloured', () => {
  test('on a terminal', () => expect(colours(terminal, {})).toBe(true));
  test('not into a pipe or file', () => expect(colours(pipe, {})).toBe(false));
  test('not on a terminal with NO_COLOR', () => expect(colours(terminal, { NO_COLOR: '1' })).toBe(false));
  test('on a terminal with an empty NO_COLOR', () => expect(colours(terminal, { NO_COLOR: '' })).toBe(true));
  test('into a pipe with FORCE_COLOR', () => expect(colours(pipe, { FORCE_COLOR: '1' })).toBe(true));
  test('not with --no-color, whatever FORCE_COLOR says', () =>
    expect(colours(terminal, { FORCE_COLOR: '1' }, true)).toBe(false));
});

describe('lines', () => {
  const width = (columns: number | undefined) =>
    displayFor(columns === undefined ? pipe : { ...terminal, columns }, readSettings({}), false).width;

  test('are as wide as the terminal', () => expect(width(90)).toBe(90));
  test('are never too narrow for an excerpt', () => expect(width(20)).toBe(60));
  test('are never wider than prose can be read', () => expect(width(400)).toBe(140));
  test('have a fixed width into a pipe, so that the same input gives the same bytes', () =>
    expect(width(undefined)).toBe(100));
});
