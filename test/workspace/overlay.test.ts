import { afterEach, describe, expect, test } from '@jest/globals';
import { blobIdOf } from '../../src/workspace/blob-id.js';
import { openFolder } from '../../src/workspace/folder.js';
import { overlay } from '../../src/workspace/overlay.js';
import { makeTree, removeTrees } from '../support/tree.js';
import { contentsOf, workspaceOf } from './contents.js';

afterEach(removeTrees);

describe('an overlay', () => {
  test('gives the replaced and added texts, with their own blob ids, and the rest from below', async () => {
    const base = workspaceOf(openFolder(makeTree({ 'a.yml': 'a: 1\n', 'b.yml': 'b: 1\n', 'c.yml': 'c: 1\n' })));
    const patched = overlay(
      base,
      new Map([
        ['b.yml', 'b: 2é\n'],
        ['ab.yml', 'new: 1\n'],
      ]),
    );
    expect(await patched.list()).toEqual({
      files: [
        { path: 'a.yml', size: 5 },
        { path: 'ab.yml', size: 7, blobId: blobIdOf(Buffer.from('new: 1\n')) },
        { path: 'b.yml', size: 7, blobId: blobIdOf(Buffer.from('b: 2é\n')) },
        { path: 'c.yml', size: 5 },
      ],
      unreadable: [],
    });
    expect((await contentsOf(patched)).texts).toEqual({
      'a.yml': 'a: 1\n',
      'ab.yml': 'new: 1\n',
      'b.yml': 'b: 2é\n',
      'c.yml': 'c: 1\n',
    });
    expect((await contentsOf(base)).texts['b.yml']).toBe('b: 1\n');
  });

  test('gives a text to a file that could not be read', async () => {
    const base = workspaceOf(openFolder(makeTree({ 'a.yml': Buffer.alloc(3 * 1024 * 1024, 0x20) })));
    expect(await contentsOf(overlay(base, new Map([['a.yml', 'a: 1\n']])))).toEqual({
      texts: { 'a.yml': 'a: 1\n' },
      unreadable: [],
    });
  });
});
