import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { openFolder } from '../../src/workspace/folder.js';
import { makeTree, removeTrees } from '../support/tree.js';
import { contentsOf, workspaceOf } from './contents.js';

afterEach(removeTrees);

describe('a folder', () => {
  test('gives its files by path, with slashes, and sorted by code unit', async () => {
    const root = makeTree({
      'config/puma.rb': 'threads 5\n',
      'Gemfile.lock': '',
      'config.ru': 'run App\n',
      'Ä.rb': '',
    });
    const { files } = await workspaceOf(openFolder(root)).list();
    expect(files).toEqual([
      { path: 'Gemfile.lock', size: 0 },
      { path: 'config.ru', size: 8 },
      { path: 'config/puma.rb', size: 10 },
      { path: 'Ä.rb', size: 0 },
    ]);
  });

  test("tells a file's git blob id when it is read", async () => {
    const workspace = workspaceOf(openFolder(makeTree({ 'config/puma.rb': 'threads 5\n' })));
    const { files } = await workspace.list();
    const reads = [];
    for await (const read of workspace.read(files)) reads.push(read.result);
    // printf 'threads 5\n' | git hash-object --stdin
    expect(reads).toEqual([{ ok: true, text: 'threads 5\n', blobId: '6beb142eb293a5108a64bfb7de3d6d3d2bd22818' }]);
  });

  test('leaves out installed code, tools and what Rails writes, but no module that is called log', async () => {
    const root = makeTree({
      Gemfile: '',
      'log/production.log': '',
      'tmp/pids/server.pid': '',
      'vendor/bundle/ruby/3.3.0/gems/puma/config.rb': '',
      'vendor/plugins/a.rb': '',
      'node_modules/a/b.yaml': '',
      '.git/config': '',
      'infra/.terraform/modules/a.tf': '',
      'infra/modules/log/main.tf': '',
    });
    const { texts } = await contentsOf(workspaceOf(openFolder(root)));
    expect(Object.keys(texts)).toEqual(['Gemfile', 'infra/modules/log/main.tf', 'vendor/plugins/a.rb']);
  });

  test('keeps a byte order mark and line ends, so that offsets are those of the file', async () => {
    const root = makeTree({ 'a.yml': Buffer.from('\uFEFFa: 1\r\nb: "😀"\r\n', 'utf8') });
    expect(await contentsOf(workspaceOf(openFolder(root)))).toEqual({
      texts: { 'a.yml': '\uFEFFa: 1\r\nb: "😀"\r\n' },
      unreadable: [],
    });
  });

  test('names files without text, with the reason', async () => {
    const root = makeTree({
      'latin1.yml': Buffer.from('name: caf\xe9\n', 'latin1'),
      'large.json': Buffer.alloc(2 * 1024 * 1024 + 1, 0x20),
      'just-small-enough.json': Buffer.alloc(2 * 1024 * 1024, 0x20),
      'pointer.rb': 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n',
    });
    const { texts, unreadable } = await contentsOf(workspaceOf(openFolder(root)));
    expect(Object.keys(texts)).toEqual(['just-small-enough.json']);
    expect(unreadable).toEqual([
      { path: 'large.json', reason: 'larger than 2 MiB' },
      { path: 'latin1.yml', reason: 'not UTF-8' },
      { path: 'pointer.rb', reason: 'Git LFS pointer' },
    ]);
  });

  test('follows links to files of the tree, and no others', async () => {
    const outside = makeTree({ secret: 'password\n' });
    const root = makeTree({ 'config/puma.rb': 'threads 5\n' });
    mkdirSync(join(root, 'deploy'));
    symlinkSync('../config/puma.rb', join(root, 'deploy/inside.rb'));
    symlinkSync(join(outside, 'secret'), join(root, 'deploy/outside.rb'));
    symlinkSync(outside, join(root, 'deploy/elsewhere'));
    symlinkSync('nothing', join(root, 'deploy/dangling'));
    symlinkSync('loop-b', join(root, 'deploy/loop-a'));
    symlinkSync('loop-a', join(root, 'deploy/loop-b'));
    symlinkSync('../config', join(root, 'deploy/config'));
    symlinkSync('..', join(root, 'deploy/parent'));
    expect(await contentsOf(workspaceOf(openFolder(root)))).toEqual({
      texts: { 'config/puma.rb': 'threads 5\n', 'deploy/inside.rb': 'threads 5\n' },
      unreadable: [
        { path: 'deploy/dangling', reason: 'symbolic link to nothing' },
        { path: 'deploy/elsewhere', reason: 'symbolic link out of the tree' },
        { path: 'deploy/loop-a', reason: 'symbolic link to nothing' },
        { path: 'deploy/loop-b', reason: 'symbolic link to nothing' },
        { path: 'deploy/outside.rb', reason: 'symbolic link out of the tree' },
      ],
    });
  });

  test('that does not exist, or is a file, is a failure in words', () => {
    const root = makeTree({ Gemfile: '' });
    expect(openFolder(join(root, 'nowhere'))).toEqual({
      ok: false,
      failure: { kind: 'no-such-directory', path: join(root, 'nowhere') },
    });
    expect(openFolder(join(root, 'Gemfile'))).toEqual({
      ok: false,
      failure: { kind: 'no-such-directory', path: join(root, 'Gemfile') },
    });
  });
});
