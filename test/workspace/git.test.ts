import { chmodSync, existsSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { readSettings } from '../../src/settings.js';
import { openFolder } from '../../src/workspace/folder.js';
import { openCommit } from '../../src/workspace/git.js';
import { addFiles, commitAll, git, makeTree, removeTrees } from '../support/tree.js';
import { contentsOf, workspaceOf } from './contents.js';

const { gitEnvironment } = readSettings({ PATH: process.env.PATH, GIT_CONFIG_GLOBAL: '/dev/null' });

afterEach(removeTrees);

describe('a commit', () => {
  test('gives its own files, whatever the work tree holds now', async () => {
    const root = makeTree({ 'config/puma.rb': 'threads 5\n', 'a.yml': 'a: 1\n' });
    const commit = commitAll(root);
    addFiles(root, { 'config/puma.rb': 'threads 9\n', 'new.yml': '' });
    const workspace = workspaceOf(await openCommit(root, 'main', gitEnvironment));
    expect(workspace.revision).toEqual({ ref: 'main', commit });
    expect(await contentsOf(workspace)).toEqual({
      texts: { 'a.yml': 'a: 1\n', 'config/puma.rb': 'threads 5\n' },
      unreadable: [],
    });
  });

  test('gives the same files as a folder of them, with links, skipped directories and odd names', async () => {
    const root = makeTree({
      Gemfile: '',
      'log/a.log': '',
      'node_modules/a.js': '',
      'infra/log/main.tf': 'a {}\n',
      'name with\ttab and "quotes"\n.yml': 'a: 1\n',
      'large.json': Buffer.alloc(2 * 1024 * 1024 + 1, 0x20),
      'latin1.yml': Buffer.from('caf\xe9', 'latin1'),
      'z\u{1F600}.rb': '',
      'z\uFF61.rb': '',
      'pointer.rb': 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n',
    });
    symlinkSync('../Gemfile', join(root, 'infra/inside'));
    symlinkSync('inside', join(root, 'infra/twice'));
    symlinkSync('../../../../../../../etc/passwd', join(root, 'infra/outside'));
    symlinkSync('/etc/passwd', join(root, 'infra/absolute'));
    symlinkSync('log', join(root, 'infra/directory'));
    symlinkSync('directory/main.tf', join(root, 'infra/through-directory'));
    symlinkSync('missing', join(root, 'infra/dangling'));
    symlinkSync('loop', join(root, 'infra/loop'));
    const folder = await contentsOf(workspaceOf(openFolder(root)));
    commitAll(root);
    const commit = await contentsOf(workspaceOf(await openCommit(root, 'HEAD', gitEnvironment)));
    expect(Object.keys(commit.texts)).toEqual([
      'Gemfile',
      'infra/inside',
      'infra/log/main.tf',
      'infra/through-directory',
      'infra/twice',
      'name with\ttab and "quotes"\n.yml',
      'z\u{1F600}.rb',
      'z\uFF61.rb',
    ]);
    expect(commit.texts['infra/through-directory']).toBe('a {}\n');
    expect(commit).toEqual(folder);
  });

  test('is read from a bare repository, and part of it from a directory of a work tree', async () => {
    const root = makeTree({ 'apps/web/config/puma.rb': 'threads 5\n', 'apps/api/config/puma.rb': 'threads 3\n' });
    commitAll(root);
    const bare = join(makeTree(), 'web.git');
    git(root, 'clone', '--quiet', '--bare', '.', bare);
    expect((await contentsOf(workspaceOf(await openCommit(bare, 'main', gitEnvironment)))).texts).toEqual({
      'apps/api/config/puma.rb': 'threads 3\n',
      'apps/web/config/puma.rb': 'threads 5\n',
    });
    const web = workspaceOf(await openCommit(join(root, 'apps/web'), 'HEAD', gitEnvironment));
    expect((await contentsOf(web)).texts).toEqual({ 'config/puma.rb': 'threads 5\n' });
  });

  test('names submodules', async () => {
    const root = makeTree({ 'a.yml': '' });
    const commit = commitAll(root);
    git(root, 'update-index', '--add', '--cacheinfo', `160000,${commit},infra/modules`);
    git(root, 'commit', '--quiet', '--message', 'submodule');
    const { unreadable } = await contentsOf(workspaceOf(await openCommit(root, 'HEAD', gitEnvironment)));
    expect(unreadable).toEqual([{ path: 'infra/modules', reason: 'submodule' }]);
  });

  test("runs nothing that the repository's configuration names, and changes no file", async () => {
    const root = makeTree({ 'a.yml': 'a: 1\n', '.gitattributes': '*.yml filter=evil diff=evil\n' });
    commitAll(root);
    const ran = join(root, 'ran');
    const script = join(root, '.git/evil.sh');
    writeFileSync(script, `#!/bin/sh\ntouch ${ran}\ncat\n`);
    chmodSync(script, 0o755);
    for (const key of [
      'core.fsmonitor',
      'filter.evil.smudge',
      'filter.evil.clean',
      'diff.evil.textconv',
      'core.pager',
    ]) {
      git(root, 'config', key, script);
    }
    const { texts } = await contentsOf(workspaceOf(await openCommit(root, 'HEAD', gitEnvironment)));
    expect(texts['a.yml']).toBe('a: 1\n');
    expect(existsSync(ran)).toBe(false);
    expect(existsSync(join(root, '.git/index.lock'))).toBe(false);
  });
});

describe('a commit that cannot be had', () => {
  test.each(['nowhere', '-n1', '--output=x', '', 'HEAD:a.yml', 'main\nmain', '@{u}'])(
    '%j is no revision',
    async (ref) => {
      const root = makeTree({ 'a.yml': '' });
      commitAll(root);
      expect(await openCommit(root, ref, gitEnvironment)).toEqual({
        ok: false,
        failure: { kind: 'unknown-revision', ref, path: root },
      });
    },
  );

  test('is told from a directory that is no repository, or is none', async () => {
    const root = makeTree({ 'a.yml': '' });
    expect(await openCommit(root, 'HEAD', { ...gitEnvironment, GIT_CEILING_DIRECTORIES: root })).toEqual({
      ok: false,
      failure: { kind: 'not-a-repository', path: root },
    });
    const missing = join(root, 'missing');
    expect(await openCommit(missing, 'HEAD', gitEnvironment)).toEqual({
      ok: false,
      failure: { kind: 'no-such-directory', path: missing },
    });
  });

  test('is told from a directory that this commit does not have', async () => {
    const root = makeTree({ 'a.yml': '' });
    commitAll(root);
    addFiles(root, { 'later/b.yml': '' });
    expect(await openCommit(join(root, 'later'), 'HEAD', gitEnvironment)).toEqual({
      ok: false,
      failure: { kind: 'no-such-tree', path: 'later/', ref: 'HEAD' },
    });
  });

  test('is told from a machine without git', async () => {
    const root = makeTree({ 'a.yml': '' });
    expect(await openCommit(root, 'HEAD', { ...gitEnvironment, PATH: root })).toEqual({
      ok: false,
      failure: { kind: 'git-not-installed' },
    });
  });

  test('is told from a partial clone, for which nothing is fetched', async () => {
    const origin = makeTree({ 'a.yml': 'a: 1\n' });
    commitAll(origin);
    git(origin, 'config', 'uploadpack.allowFilter', 'true');
    const clone = join(makeTree(), 'clone');
    git(origin, 'clone', '--quiet', '--filter=blob:none', '--no-checkout', `file://${origin}`, clone);
    expect(await openCommit(clone, 'HEAD', gitEnvironment)).toEqual({
      ok: false,
      failure: { kind: 'incomplete-clone', path: clone, ref: 'HEAD' },
    });
    expect(git(clone, 'count-objects', '-v')).toContain('count: 0');
  });
});
