import type { Workload } from '../facts/workload.js';

/**
 * Folders that declare a workload of the same type, name and namespace are alternatives of one deployment
 * (`k8s/base`, `k8s/canary`): nobody applies both to one cluster. Tells the alternative that a file belongs to, by the name
 * of its folder; undefined for files outside of them.
 */
export function variantFolders(workloads: readonly Workload[]): (path: string) => string | undefined {
  const folders = new Map<string, Set<string>>();
  for (const { type, name, placement, at } of workloads) {
    const identity = JSON.stringify([type, name, placement.namespace]);
    const known = folders.get(identity);
    if (known === undefined) folders.set(identity, new Set([folderOf(at.path)]));
    else known.add(folderOf(at.path));
  }
  const variants = new Map<string, string>();
  for (const declaring of folders.values()) {
    for (const [root, name] of alternatives([...declaring])) variants.set(root, name);
  }
  if (variants.size === 0) return () => undefined;
  return (path) => nearest(folderOf(path), variants);
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The first segment in which each folder differs; none when one folder lies inside another. */
function alternatives(folders: readonly string[]): readonly (readonly [string, string])[] {
  if (folders.length < 2) return [];
  const paths = folders.map((folder) => (folder === '' ? [] : folder.split('/')));
  const [first = []] = paths;
  let common = 0;
  while (common < first.length && paths.every((path) => path[common] === first[common])) common += 1;
  return paths.every((path) => path.length > common)
    ? paths.map((path) => [path.slice(0, common + 1).join('/'), (path[common] ?? '').toLowerCase()])
    : [];
}

function nearest(folder: string, variants: ReadonlyMap<string, string>): string | undefined {
  for (let at = folder; at !== ''; at = folderOf(at)) {
    const name = variants.get(at);
    if (name !== undefined) return name;
  }
  return undefined;
}
