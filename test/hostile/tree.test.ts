import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readers } from '../../src/readers/registry.js';
import { readWorkspace } from '../../src/reading/read-workspace.js';
import type { WorkspaceReading } from '../../src/reading/workspace-reading.js';
import { readSettings } from '../../src/settings.js';
import { openFolder } from '../../src/workspace/folder.js';
import { openCommit } from '../../src/workspace/git.js';
import type { Workspace } from '../../src/workspace/workspace.js';
import { addFiles, commitAll, makeTree, removeTrees } from '../support/tree.js';
import { workspaceOf } from '../workspace/contents.js';
import { CONTENTS, NEVER_ENDING, PATHS, TOO_DEEP } from './contents.js';

const GOOD = {
  'deploy/production/web.yaml':
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\ndata:\n  RAILS_MAX_THREADS: "5"\n',
};

afterAll(removeTrees);

/** A tree of what a hostile pull request could hold, each text as a file of some reader, around one good file. */
function hostileTree(): string {
  const root = makeTree({ ...GOOD, ...TOO_DEEP });
  Object.values(CONTENTS).forEach((text, number) => {
    addFiles(root, { [`apps/app${number}/${PATHS[number % PATHS.length]}`]: text });
  });
  addFiles(root, {
    'deploy/latin1.yaml': Buffer.from('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: caf\xe9}\n', 'latin1'),
    'app/never-ending.rb': NEVER_ENDING,
    'deploy/huge.yaml': Buffer.alloc(3 * 1024 * 1024, 'a: 1\n'),
  });
  symlinkSync('/etc/hostname', join(root, 'deploy/outside.yaml'));
  symlinkSync('loop.yaml', join(root, 'deploy/loop.yaml'));
  return root;
}

let root: string;

beforeAll(() => {
  root = hostileTree();
});

async function readAll(workspace: Workspace): Promise<WorkspaceReading> {
  try {
    return await readWorkspace(workspace, readers, { limits: { millisecondsPerFile: 5_000 } });
  } finally {
    await workspace.close();
  }
}

test('a hostile tree is read in bounded time, names what was not read, and hides no good file', async () => {
  const started = performance.now();
  const { facts, coverage } = await readAll(workspaceOf(openFolder(root)));
  expect(performance.now() - started).toBeLessThan(60_000);
  const reasons = new Map(coverage.filesNotRead.map(({ path, reason }) => [path, reason]));
  const deep = Object.keys(TOO_DEEP).filter((path) => readers.some((reader) => reader.matches(path)));
  expect(deep.map((path) => reasons.get(path))).toEqual(deep.map(() => 'nested too deeply'));
  expect(reasons.get('app/never-ending.rb') ?? 'read').toMatch(/^(took longer than 5 seconds|read)$/);
  expect(reasons.get('deploy/latin1.yaml')).toBe('not UTF-8');
  expect(reasons.get('deploy/huge.yaml')).toBe('larger than 2 MiB');
  expect(reasons.get('deploy/outside.yaml')).toBe('symbolic link out of the tree');
  expect(reasons.get('deploy/loop.yaml')).toBe('symbolic link to nothing');
  expect([...reasons.values()].filter((reason) => reason.startsWith('reader failed'))).toEqual([]);
  expect(facts.filter((fact) => fact.at.path === 'deploy/production/web.yaml').map(({ kind }) => kind)).toEqual([
    'config-source',
  ]);
}, 90_000);

test('its commit reads the same', async () => {
  commitAll(root);
  const { gitEnvironment } = readSettings({ PATH: process.env.PATH, GIT_CONFIG_GLOBAL: '/dev/null' });
  const commit = await readAll(workspaceOf(await openCommit(root, 'HEAD', gitEnvironment)));
  const folder = await readAll(workspaceOf(openFolder(root)));
  expect(JSON.stringify(commit)).toBe(JSON.stringify(folder));
}, 180_000);
