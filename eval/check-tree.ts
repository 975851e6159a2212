import { type CheckedRevisions, checkRevisions } from '../src/check/check-revisions.js';
import { readVersion } from '../src/check/version.js';
import { MemoryCache } from '../src/workspace/cache.js';
import { openFolder } from '../src/workspace/folder.js';
import type { Workspace } from '../src/workspace/workspace.js';
import { onDisk, type Tree } from './tree.js';

/** No suppression of a case has an end. */
const TODAY = '2026-01-01';
const MAX_REMEMBERED = 1_000;

export type CheckedTree = Extract<CheckedRevisions, { readonly ok: true }>;

/**
 * Checks a tree as `plumbline check` does, and against another as with `--base`. Nothing is remembered from one check to the next. The
 * tree is there for as long as `work` takes.
 */
export function checkTree<Value>(
  { head, base }: { readonly head: Tree; readonly base?: Tree },
  work: (checked: CheckedTree) => Promise<Value>,
): Promise<Value> {
  return withWorkspace(head, async (opened) => {
    const check = async (before?: Workspace) => {
      const checked = await checkRevisions(
        { head: opened, ...(before && { base: before }) },
        { name: 'library', environments: [], rules: [], ruleDirectories: [], fix: false },
        { version: await readVersion(), observer: {}, today: TODAY },
        new MemoryCache(MAX_REMEMBERED),
      );
      if (!checked.ok) throw new Error(`a check of everything failed: ${checked.failure.kind}`);
      return work(checked);
    };
    return base === undefined ? check() : withWorkspace(base, check);
  });
}

function withWorkspace<Value>(tree: Tree, work: (workspace: Workspace) => Promise<Value>): Promise<Value> {
  return onDisk(tree, async (folder) => {
    const opened = openFolder(folder);
    if (!opened.ok) throw new Error(`${folder} cannot be opened`);
    try {
      return await work(opened.workspace);
    } finally {
      await opened.workspace.close();
    }
  });
}
