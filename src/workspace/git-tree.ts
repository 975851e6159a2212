import { posix } from 'node:path';
import { byPath } from './by-path.js';
import { isSkipped } from './skipped.js';
import { type Listing, MAX_FILE_BYTES, type Unreadable, type WorkspaceFile } from './workspace.js';

/** One entry of a commit's whole tree, as git has it. */
export interface TreeEntry {
  /** `100644`, `100755`, `120000` (a link), `160000` (a submodule). */
  readonly mode: string;
  readonly blobId: string;
  /** Undefined for a submodule, and for an object that the clone does not have. */
  readonly size: number | undefined;
  readonly path: string;
}

const LINK = '120000';
const SUBMODULE = '160000';

/** Git writes no such path to a disk, though a tree may hold it: above or outside of the tree, or in git's own directory. */
const NEVER_CHECKED_OUT = /(?:^|\/)(?:\.{0,2}|\.git)(?:\/|$)/i;

/** As Linux: more links in a row are a loop. */
const MAX_LINKS = 40;

/** What `git ls-tree -r -z -l` prints. */
export function parseTree(output: Buffer): readonly TreeEntry[] {
  const entries: TreeEntry[] = [];
  for (const line of output.toString('utf8').split('\0')) {
    const match = /^(\d+) \w+ ([0-9a-f]+) +(\S+)\t(.+)$/s.exec(line);
    const [, mode, blobId, size, path] = match ?? [];
    if (mode === undefined || blobId === undefined || size === undefined || path === undefined) continue;
    entries.push({ mode, blobId, path, size: /^\d+$/.test(size) ? Number(size) : undefined });
  }
  return entries;
}

/** Without the directories that no workspace has. */
export function withoutSkipped(entries: readonly TreeEntry[]): readonly TreeEntry[] {
  return entries.filter(notSkipped(entries));
}

/** The links whose targets have to be read before the tree can be listed. */
export function linksOf(entries: readonly TreeEntry[]): readonly TreeEntry[] {
  return entries.filter(({ mode, size }) => mode === LINK && size !== undefined && size <= 4096);
}

/** What the tree holds. `targets`: the text of each link, by its blob id. */
export function listTree(entries: readonly TreeEntry[], targets: ReadonlyMap<string, string>): Listing {
  const byName = new Map(entries.map((entry) => [entry.path, entry]));
  const directories = new Set(entries.flatMap(({ path }) => ancestors(path)));
  const files: WorkspaceFile[] = [];
  const unreadable: Unreadable[] = [];
  for (const entry of entries) {
    const { path } = entry;
    const real = entry.mode === LINK ? follow(entry, byName, targets) : path;
    const file = real === undefined ? undefined : byName.get(real);
    if (path.includes('\uFFFD')) unreadable.push({ path, reason: 'not UTF-8' });
    else if (NEVER_CHECKED_OUT.test(path)) unreadable.push({ path, reason: 'not a path that git checks out' });
    else if (real === undefined) unreadable.push({ path, reason: 'symbolic link out of the tree' });
    else if (file === undefined || file.mode === LINK) {
      if (!directories.has(real)) unreadable.push({ path, reason: 'symbolic link to nothing' });
    } else if (file.mode === SUBMODULE) unreadable.push({ path, reason: 'submodule' });
    else if (file.size === undefined) unreadable.push({ path, reason: 'not in this clone' });
    else if (file.size > MAX_FILE_BYTES) unreadable.push({ path, reason: 'larger than 2 MiB' });
    else files.push({ path, blobId: file.blobId, size: file.size });
  }
  return { files: files.sort(byPath), unreadable: unreadable.sort(byPath) };
}

/** The path that a chain of links ends at, whether or not it exists; undefined when it leaves the tree. */
function follow(
  link: TreeEntry,
  byName: ReadonlyMap<string, TreeEntry>,
  targets: ReadonlyMap<string, string>,
): string | undefined {
  let path = link.path;
  for (let links = 0; links < MAX_LINKS; links++) {
    const outer = [...ancestors(path).reverse(), path].find((part) => byName.get(part)?.mode === LINK);
    const target = outer === undefined ? undefined : targets.get(byName.get(outer)?.blobId ?? '');
    if (outer === undefined || target === undefined) return path;
    const joined = posix.normalize(posix.join(posix.dirname(outer), target, path.slice(outer.length)));
    if (posix.isAbsolute(target) || joined === '..' || joined.startsWith('../')) return undefined;
    path = joined.replace(/\/$/, '');
  }
  return path;
}

/** The directories that hold a path, nearest first. */
function ancestors(path: string): string[] {
  const found: string[] = [];
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) found.push(path.slice(0, end));
  return found;
}

function notSkipped(entries: readonly TreeEntry[]): (entry: TreeEntry) => boolean {
  const gemfiles = new Set(entries.map(({ path }) => path).filter((path) => posix.basename(path) === 'Gemfile'));
  const known = new Map<string, boolean>();
  const skips = (directory: string): boolean => {
    const before = known.get(directory);
    if (before !== undefined) return before;
    const parent = posix.dirname(directory);
    // A tree may hold an absolute path, and the root is its own parent.
    const isTop = parent === '.' || parent === directory;
    const skipped =
      isSkipped(directory, () => gemfiles.has(posix.join(parent, 'Gemfile'))) || (!isTop && skips(parent));
    known.set(directory, skipped);
    return skipped;
  };
  return ({ path }) => !path.includes('/') || !skips(posix.dirname(path));
}
