import { statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { openFolder } from '../../src/workspace/folder.js';
import { StatIndex } from '../../src/workspace/stat-index.js';
import { makeTree, removeTrees } from '../support/tree.js';
import { contentsOf, workspaceOf } from './contents.js';

const id = 'a'.repeat(40);
const later = (path: string) => statSync(path).ctimeMs + 2_000;

afterEach(() => {
  jest.restoreAllMocks();
  removeTrees();
});

describe('the stat index', () => {
  test('knows the content of a file that did not change since an earlier run', () => {
    const root = makeTree({ 'a.rb': 'a' });
    const path = join(root, 'a.rb');
    const first = new StatIndex(join(root, 'index'));
    first.record('a.rb', statSync(path), id, later(path));
    first.save();
    const second = new StatIndex(join(root, 'index'));
    expect(second.blobId('a.rb', statSync(path))).toBe(id);
    expect(second.blobId('b.rb', statSync(path))).toBeUndefined();
  });

  test('does not know a file that was written again, even with its old size and modification time', () => {
    const root = makeTree({ 'a.rb': 'a' });
    const path = join(root, 'a.rb');
    const before = statSync(path);
    const first = new StatIndex(join(root, 'index'));
    first.record('a.rb', before, id, later(path));
    first.save();
    writeFileSync(path, 'b');
    utimesSync(path, before.atime, before.mtime);
    expect(new StatIndex(join(root, 'index')).blobId('a.rb', statSync(path))).toBeUndefined();
  });

  test('does not remember a file that was written in the moment before it was read', () => {
    const root = makeTree({ 'a.rb': 'a' });
    const path = join(root, 'a.rb');
    const first = new StatIndex(join(root, 'index'));
    first.record('a.rb', statSync(path), id, later(path) - 1);
    first.save();
    expect(new StatIndex(join(root, 'index')).blobId('a.rb', statSync(path))).toBeUndefined();
  });

  test('forgets files that a run does not see', () => {
    const root = makeTree({ 'a.rb': 'a', 'b.rb': 'b' });
    const first = new StatIndex(join(root, 'index'));
    for (const name of ['a.rb', 'b.rb']) first.record(name, statSync(join(root, name)), id, later(join(root, name)));
    first.save();
    const second = new StatIndex(join(root, 'index'));
    second.blobId('b.rb', statSync(join(root, 'b.rb')));
    second.save();
    const third = new StatIndex(join(root, 'index'));
    expect(['a.rb', 'b.rb'].map((name) => third.blobId(name, statSync(join(root, name))))).toEqual([undefined, id]);
  });

  test('lets a folder name the content of unchanged files before they are read', async () => {
    const root = makeTree({ 'a.rb': 'a', 'b.rb': 'b' });
    const indexFile = join(makeTree(), 'index');
    jest.spyOn(Date, 'now').mockReturnValue(later(join(root, 'b.rb')));
    const first = new StatIndex(indexFile);
    await contentsOf(workspaceOf(openFolder(root, first)));
    first.save();
    writeFileSync(join(root, 'b.rb'), 'c');
    const { files } = await workspaceOf(openFolder(root, new StatIndex(indexFile))).list();
    expect(files).toEqual([
      // printf a | git hash-object --stdin
      { path: 'a.rb', size: 1, blobId: '2e65efe2a145dda7ee51d1741299f848e5bf752e' },
      { path: 'b.rb', size: 1 },
    ]);
  });
});
