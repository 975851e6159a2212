import { describe, expect, test } from '@jest/globals';
import type { Reader } from '../../src/readers/reader.js';
import { readers } from '../../src/readers/registry.js';
import { nestsDeeperThan } from '../../src/syntax/nesting.js';
import { Source } from '../../src/syntax/source.js';
import { CONTENTS, PATHS } from './contents.js';

/** Generous, since test machines are busy; a parser that hangs takes minutes. */
const BOUND_MS = 5_000;

const wantedBy = (reader: Reader) => PATHS.filter((path) => reader.matches(path));

test('the hostile contents are not refused before a reader sees them', () => {
  expect(Object.keys(CONTENTS).filter((name) => nestsDeeperThan(200, CONTENTS[name] ?? ''))).toEqual([]);
});

describe.each(readers.map((reader): [string, Reader] => [reader.name, reader]))('the reader %s', (_, reader) => {
  test('wants one of the paths', () => {
    expect(wantedBy(reader)).not.toEqual([]);
  });

  test.each(Object.entries(CONTENTS))('reads %s without failing, in time, to the same plain data', async (name, text) => {
    await reader.prepare?.();
    for (const path of wantedBy(reader)) {
      const started = performance.now();
      const reading = reader.read(new Source(path, text));
      const facts = reading.part === undefined ? [] : reader.combine([{ path, part: reading.part }]);
      expect([path, name, performance.now() - started < BOUND_MS]).toEqual([path, name, true]);
      expect(JSON.parse(JSON.stringify(reading))).toStrictEqual(reading);
      expect(JSON.parse(JSON.stringify(facts))).toStrictEqual(facts);
      expect(reader.read(new Source(path, text))).toEqual(reading);
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
