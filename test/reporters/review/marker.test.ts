import { describe, expect, test } from '@jest/globals';
import { formatMarker, isMarked, markOf, parseMarker } from '../../../src/reporters/review/marker.js';

const POOL = { fingerprint: '0123456789abcdef', environments: ['production', 'staging'] };
const FILE = { fingerprint: 'fedcba9876543210', environments: [] };

describe('the marker of a comment', () => {
  const marker = { findings: [markOf(POOL), markOf(FILE)], replaced: '00112233445566ff' };
  const written = '<!-- plumbline 0123456789abcdef/ab8e18ef,e919a753 fedcba9876543210 replaces:00112233445566ff -->';

  test('names findings and lines without a word of the repository', () => expect(formatMarker(marker)).toBe(written));
  test('is read as it was written', () => expect(parseMarker(`Text\n\n${written}`)).toEqual(marker));
  test('names the line of a comment without a suggestion', () => {
    const { replaced: line, ...rest } = marker;
    const onLine = written.replace('replaces:', 'on:');
    expect(formatMarker({ ...rest, line })).toBe(onLine);
    expect(parseMarker(`Text\n\n${onLine}`)).toEqual({ ...rest, line });
  });
  test('is read after GitHub changed the line breaks', () =>
    expect(parseMarker(`Text\r\n\r\n${written}\r\n`)).toEqual(marker));
  test.each([
    ['before other text', `${written}\n\nText`],
    ['within a line', `Text ${written}`],
    ['quoted', `> ${written}`],
    ['with other words in it', '<!-- plumbline 0123456789abcdef or so -->'],
    ['absent', 'Text'],
  ])('is not read %s', (_, body) => expect(parseMarker(body)).toBeUndefined());
});

describe('a finding is the one that is marked', () => {
  const marked = markOf(POOL);
  test('in an environment in common', () =>
    expect(isMarked(marked, { ...POOL, environments: ['review', 'staging'] })).toBe(true));
  test('not in another environment', () => expect(isMarked(marked, { ...POOL, environments: ['review'] })).toBe(false));
  test('not of another rule or subject', () =>
    expect(isMarked(marked, { ...POOL, fingerprint: FILE.fingerprint })).toBe(false));
  test('where neither is of an environment', () => expect(isMarked(markOf(FILE), FILE)).toBe(true));
});
