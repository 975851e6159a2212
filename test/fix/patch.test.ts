import { expect, test } from '@jest/globals';
import { patchOf } from '../../src/fix/patch.js';

test('the lines that an edit touches are replaced as a whole', () => {
  const text = 'a: 1\nb: 2\nc: 3\n';
  const { startLine, endLine, replacement } = patchOf(text, { path: 'x.yml', start: 8, end: 9, newText: '20' });
  expect([startLine, endLine, replacement]).toEqual([2, 2, 'b: 20']);
});

test('an insertion of a line adds one to what stands there', () => {
  const { diff, ...lines } = patchOf('a: 1\nb: 2\n', { path: 'x.yml', start: 5, end: 5, newText: 'new: 3\n' });
  expect(lines).toEqual({ startLine: 2, endLine: 2, replacement: 'new: 3\nb: 2' });
  expect(diff).toBe('--- a/x.yml\n+++ b/x.yml\n@@ -1,2 +1,3 @@\n a: 1\n+new: 3\n b: 2\n');
});

test('line breaks of the file stay what they are', () => {
  const { replacement } = patchOf('a: 1\r\nb: 2\r\n', { path: 'x.yml', start: 9, end: 10, newText: '3' });
  expect(replacement).toBe('b: 3');
});

test('the last line may lack its line break', () => {
  expect(patchOf('a: 1', { path: 'x.yml', start: 3, end: 4, newText: '2' }).replacement).toBe('a: 2');
});

test('what stands in another YAML document is no context of an edit', () => {
  const text = 'kind: Secret\nstringData:\n  KEY: hidden\n---\nkind: ConfigMap\ndata:\n  A: "1"\n';
  const start = text.indexOf('1');
  const { diff } = patchOf(text, { path: 'x.yml', start, end: start + 1, newText: '2' });
  expect(diff).toBe('--- a/x.yml\n+++ b/x.yml\n@@ -5,3 +5,3 @@\n kind: ConfigMap\n data:\n-  A: "1"\n+  A: "2"\n');
});
