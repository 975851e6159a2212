import { extname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import type { Reader } from '../../src/readers/reader.js';
import { readers } from '../../src/readers/registry.js';
import { nestsDeeperThan } from '../../src/syntax/nesting.js';
import { Source } from '../../src/syntax/source.js';
import { CONTENTS, isAimedAt, PATHS } from './contents.js';

/** Generous, since test machines are busy; a parser that hangs takes minutes. */
const BOUND_MS = 5_000;

/** One path for each kind of file that the reader wants. */
function wantedBy(reader: Reader): readonly string[] {
  const byKind = new Map(PATHS.filter((path) => reader.matches(path)).map((path) => [extname(path), path]));
  return [...byKind.values()];
}

test('each text is for some reader', () => {
  const unused = Object.keys(CONTENTS).filter((name) => !PATHS.some((path) => isAimedAt(name, path)));
  expect(unused).toEqual([]);
});

test('the hostile contents are not refused before a reader sees them', () => {
  expect(Object.keys(CONTENTS).filter((name) => nestsDeeperThan(200, CONTENTS[name] ?? ''))).toEqual([]);
});

/** What is cached as JSON and read again is the same; without regard to which realm's Object it is made of. */
function isPlain(value: unknown): boolean {
  return isDeepStrictEqual(structuredClone(JSON.parse(JSON.stringify(value))), structuredClone(value));
}

describe.each(readers.map((reader): [string, Reader] => [reader.name, reader]))('the reader %s', (_, reader) => {
  test('wants one of the paths', () => {
    expect(wantedBy(reader)).not.toEqual([]);
  });

  const aimed = Object.entries(CONTENTS).filter(([name]) => wantedBy(reader).some((path) => isAimedAt(name, path)));

  test.each(aimed)('reads %s without failing, in time, to the same plain data', async (name, text) => {
    await reader.prepare?.();
    for (const path of wantedBy(reader).filter((path) => isAimedAt(name, path))) {
      const started = performance.now();
      const reading = reader.read(new Source(path, text));
      const facts = reading.part === undefined ? [] : reader.combine([{ path, part: reading.part }]);
      const took = performance.now() - started;
      const wrong = [
        took < BOUND_MS ? '' : `took ${took} ms`,
        isPlain(reading) ? '' : 'its reading is not plain data',
        isPlain(facts) ? '' : 'its facts are not plain data',
        isDeepStrictEqual(reader.read(new Source(path, text)), reading) ? '' : 'it reads the same text in two ways',
      ];
      expect({ path, wrong: wrong.filter((message) => message !== '') }).toEqual({ path, wrong: [] });
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
