import { expect, test } from '@jest/globals';
import { parseDockerfile } from '../../../src/syntax/dockerfile/parse.js';

function parse(text: string) {
  return parseDockerfile(text).map(({ keyword, flags, text: body, documents, start, end }) => ({
    keyword,
    flags: [...flags].map((flag) => flag.join('=')),
    text: body,
    documents: documents.map((document) => document.text),
    range: [start, end],
  }));
}

test('continued lines are joined, comments between them skipped', () => {
  expect(parse('# syntax=docker/dockerfile:1\nrun a \\\n  # why\n\n  && b\nCMD c\n')).toEqual([
    { keyword: 'RUN', flags: [], text: 'a   && b', documents: [], range: [29, 52] },
    { keyword: 'CMD', flags: [], text: 'c', documents: [], range: [53, 58] },
  ]);
});

test('places of joined text are those of the file', () => {
  const text = 'ENV A=1 \\\n    B=2\n';
  const [env] = parseDockerfile(text);
  const index = env?.text.indexOf('B') ?? -1;
  expect(text.slice(env?.place(index))).toBe('B=2\n');
});

test('bodies of here-documents are no instructions', () => {
  expect(parse('RUN --mount=type=cache,target=/x <<EOF\nCMD no\nEOF\nCMD yes')).toEqual([
    { keyword: 'RUN', flags: ['mount=type=cache,target=/x'], text: '<<EOF', documents: ['CMD no\n'], range: [0, 38] },
    { keyword: 'CMD', flags: [], text: 'yes', documents: [], range: [50, 57] },
  ]);
});

test('the escape character can be a backtick', () => {
  expect(parse('# escape=`\nRUN a `\n b')).toMatchObject([{ text: 'a  b' }]);
});

test.each(['', '\\', 'FROM', 'RUN <<EOF', '{{ template }}', '\u0000'])('any text has some reading: %j', (text) => {
  expect(() => parse(text)).not.toThrow();
});
