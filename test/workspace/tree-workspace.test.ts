import { expect, test } from '@jest/globals';
import { listTree, withoutSkipped } from '../../src/workspace/git-tree.js';
import { type BlobSource, listFiles, treeWorkspace } from '../../src/workspace/tree-workspace.js';
import { contentsOf } from './contents.js';

const FILE = '100644';
const CONTENTS: Readonly<Record<string, Uint8Array>> = {
  a: Buffer.from('threads 5\n'),
  b: Buffer.from('caf\xe9', 'latin1'),
  c: Buffer.from('version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n'),
  up: Buffer.from('../config/puma.rb'),
  out: Buffer.from('../../../etc/passwd'),
  nowhere: Buffer.from('missing'),
};

const blobs: BlobSource = async function* (wanted) {
  for (const { blobId } of wanted) yield CONTENTS[blobId];
};

function entry(path: string, blobId: string, mode = FILE, size = 10) {
  return { path, mode, blobId, size };
}

test('a tree gives its files, with links, skipped directories, submodules and contents that are no text', async () => {
  const entries = withoutSkipped([
    entry('Gemfile', 'a'),
    entry('bin/start', 'a', '100755'),
    entry('config/puma.rb', 'a'),
    entry('config/latin1.yml', 'b'),
    entry('config/pointer.yml', 'c'),
    entry('config/lost.yml', 'd'),
    entry('config/large.json', 'a', FILE, 2 * 1024 * 1024 + 1),
    entry('deploy/puma.rb', 'up', '120000'),
    entry('deploy/passwd', 'out', '120000'),
    entry('deploy/nowhere', 'nowhere', '120000'),
    entry('log/production.log', 'a'),
    entry('node_modules/left-pad/index.js', 'a'),
    entry('vendor/engine', 'e', '160000', 0),
  ]);
  const workspace = treeWorkspace({ commit: 'c0ffee' }, await listFiles(entries, blobs), blobs);
  expect(workspace.revision).toEqual({ commit: 'c0ffee' });
  expect(await contentsOf(workspace)).toEqual({
    texts: {
      Gemfile: 'threads 5\n',
      'bin/start': 'threads 5\n',
      'config/puma.rb': 'threads 5\n',
      'deploy/puma.rb': 'threads 5\n',
    },
    unreadable: [
      { path: 'config/large.json', reason: 'larger than 2 MiB' },
      { path: 'deploy/nowhere', reason: 'symbolic link to nothing' },
      { path: 'deploy/passwd', reason: 'symbolic link out of the tree' },
      { path: 'vendor/engine', reason: 'submodule' },
      { path: 'config/latin1.yml', reason: 'not UTF-8' },
      { path: 'config/lost.yml', reason: 'read failed' },
      { path: 'config/pointer.yml', reason: 'Git LFS pointer' },
    ],
  });
});

test('paths that git never writes to a disk are no files, whatever a tree says', () => {
  const odd = ['../up.yml', './here.yml', '/etc/web.yml', 'a/../../web.yml', 'a/.git', 'a//b.yml'];
  const entries = withoutSkipped(['config/puma.rb', ...odd, '.git/config'].map((path) => entry(path, 'a')));
  expect(listTree(entries, new Map())).toEqual({
    files: [{ path: 'config/puma.rb', blobId: 'a', size: 10 }],
    unreadable: odd.map((path) => ({ path, reason: 'not a path that git checks out' })),
  });
});
