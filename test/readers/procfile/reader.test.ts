import { expect, test } from '@jest/globals';
import { procfileReader } from '../../../src/readers/procfile/reader.js';
import { Source } from '../../../src/syntax/source.js';

test('every named line is a process type, comments are not', () => {
  const source = new Source(
    'Procfile',
    'web: bundle exec puma\r\n# worker: no\n\nworker:   A=1 sidekiq -c 5  \nnot a line\n',
  );
  expect(procfileReader.read(source).part).toMatchObject([
    { name: 'web', line: 'bundle exec puma', at: { startLine: 1, startColumn: 6, endColumn: 22 } },
    { name: 'worker', line: 'A=1 sidekiq -c 5', at: { startLine: 4, startColumn: 11, endColumn: 27 } },
  ]);
});

test('process types of development are not read', () => {
  expect(
    ['Procfile', 'apps/api/Procfile.production', 'Procfile.dev', 'Procfile.md/x'].map(procfileReader.matches),
  ).toEqual([true, true, false, false]);
});
