import { type Dirent, lstatSync, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { errorCode } from './error-code.js';
import { isSkipped } from './skipped.js';
import { MAX_FILE_BYTES, MAX_FILES, type Unreadable, type UnreadableReason } from './workspace.js';

export interface WalkedFile {
  /** Relative, with forward slashes. */
  readonly path: string;
  /** Where the bytes lie: for a symbolic link, its target. */
  readonly realPath: string;
  readonly stats: Stats;
}

export interface Walk {
  readonly files: readonly WalkedFile[];
  readonly unreadable: readonly Unreadable[];
  /** There are more than MAX_FILES, and the walk was given up. */
  readonly tooMany: boolean;
}

/** What the file system says of a link whose target does not exist, or that leads to itself. */
const DANGLING: ReadonlySet<string> = new Set(['ENOENT', 'ELOOP', 'ENOTDIR']);

/** Every regular file below a directory, which must be a real path. Links to directories are not followed. */
export function walkFolder(root: string): Walk {
  const walk = new FolderWalk(root);
  walk.run();
  return walk;
}

class FolderWalk implements Walk {
  readonly files: WalkedFile[] = [];
  readonly unreadable: Unreadable[] = [];
  tooMany = false;
  readonly #root: string;
  readonly #pending: string[] = [''];

  constructor(root: string) {
    this.#root = root;
  }

  run(): void {
    for (let directory = this.#pending.pop(); directory !== undefined; directory = this.#pending.pop()) {
      this.#visit(directory);
      if (this.files.length > MAX_FILES) {
        this.tooMany = true;
        return;
      }
    }
  }

  #visit(directory: string): void {
    let entries: Dirent[];
    try {
      entries = readdirSync(join(this.#root, directory), { withFileTypes: true });
    } catch (error) {
      this.unreadable.push({ path: directory, reason: reasonOf(error) });
      return;
    }
    const hasGemfile = () => entries.some(({ name }) => name === 'Gemfile');
    for (const entry of entries) {
      const path = directory === '' ? entry.name : `${directory}/${entry.name}`;
      if (entry.name.includes('\uFFFD')) this.unreadable.push({ path, reason: 'not UTF-8' });
      else if (entry.isDirectory()) {
        if (!isSkipped(path, hasGemfile)) this.#pending.push(path);
      } else if (entry.isSymbolicLink()) this.#link(path);
      else if (entry.isFile()) this.#file(path, join(this.#root, path));
    }
  }

  #file(path: string, realPath: string): void {
    try {
      const stats = lstatSync(realPath);
      if (stats.size > MAX_FILE_BYTES) this.unreadable.push({ path, reason: 'larger than 2 MiB' });
      else this.files.push({ path, realPath, stats });
    } catch (error) {
      this.unreadable.push({ path, reason: reasonOf(error) });
    }
  }

  /** A target that is a directory of the tree needs nothing: its files are found where they are. */
  #link(path: string): void {
    let target: string;
    let isFile: boolean;
    try {
      target = realpathSync(join(this.#root, path));
      isFile = statSync(target).isFile();
    } catch (error) {
      const dangling = DANGLING.has(errorCode(error) ?? '');
      this.unreadable.push({ path, reason: dangling ? 'symbolic link to nothing' : reasonOf(error) });
      return;
    }
    if (!`${target}${sep}`.startsWith(this.#root.endsWith(sep) ? this.#root : `${this.#root}${sep}`)) {
      this.unreadable.push({ path, reason: 'symbolic link out of the tree' });
    } else if (isFile) this.#file(path, target);
  }
}

export function reasonOf(error: unknown): UnreadableReason {
  const code = errorCode(error);
  return code === 'EACCES' || code === 'EPERM' ? 'permission denied' : 'read failed';
}
