import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fastImport, type NewCommit } from './change.js';
import { type CommitInfo, parseCommit } from './commit.js';
import { type DiffFile, diffOf } from './diff.js';
import { GitFailure, git, spawnGit } from './git.js';
import { type GitObject, ObjectReader } from './object-reader.js';
import { remembered } from './remembered.js';

export interface ListedEntry {
  readonly path: string;
  readonly mode: string;
  readonly type: 'blob' | 'tree' | 'commit';
  readonly sha: string;
  /** Bytes; only of blobs. */
  readonly size?: number;
}

/** A bare git repository on disk. All ids are real. */
export class BareRepository {
  readonly directory: string;
  readonly #reader: ObjectReader;

  /** Everything below a tree or a commit, directories included, by id. */
  readonly listing = remembered(60, (tree) => this.#list(tree, true));
  /** What lies directly in a tree, by id. */
  readonly entries = remembered(500, (tree) => this.#list(tree, false));
  readonly #diffs = remembered(200, (range) => this.#diff(range));
  readonly #mergeBases = remembered(500, (range) => this.#mergeBase(range));
  readonly #logs = remembered(200, (range) => this.#log(range));
  readonly #moves = remembered(500, (key) => this.#move(key));

  private constructor(directory: string) {
    this.directory = directory;
    this.#reader = new ObjectReader(directory);
  }

  /** What `git init --bare` makes; tests make so many that a process for each would be noticed. */
  static async create(directory: string): Promise<BareRepository> {
    for (const each of ['objects', 'refs']) await mkdir(join(directory, each), { recursive: true });
    await writeFile(join(directory, 'HEAD'), 'ref: refs/heads/main\n');
    await writeFile(join(directory, 'config'), '[core]\n\trepositoryformatversion = 0\n\tbare = true\n');
    return new BareRepository(directory);
  }

  /** Writes a commit and moves its refs. Gives its id. */
  async commit(commit: NewCommit): Promise<string> {
    const args = ['fast-import', '--quiet', '--force', '--done', '--date-format=raw'];
    return (await git(this.directory, args, fastImport(commit))).toString('latin1').trim();
  }

  /** Written as git does it; a process would take longer than everything else that opens a pull request. */
  async setRef(ref: string, sha: string): Promise<void> {
    const file = join(this.directory, ref);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `${sha}\n`);
  }

  /** Anything that git understands: an id, a branch, `main:config/puma.rb`. */
  object(expression: string): Promise<GitObject | undefined> {
    return this.#reader.read(expression);
  }

  /** The commit that an expression leads to. */
  async commitAt(expression: string): Promise<CommitInfo | undefined> {
    const object = await this.object(`${expression}^{commit}`);
    return object && parseCommit(object.oid, object.content);
  }

  /** The tree of two commits merged; undefined when they conflict. */
  mergedTree(base: string, head: string): Promise<string | undefined> {
    return this.#idOrNone(['merge-tree', '--write-tree', base, head]);
  }

  /** What the head changed since it left the base, as pull requests show it. */
  async diff(base: string, head: string): Promise<readonly DiffFile[]> {
    const mergeBase = await this.mergeBase(base, head);
    return mergeBase === undefined ? [] : this.#diffs(`${mergeBase} ${head}`);
  }

  mergeBase(base: string, head: string): Promise<string | undefined> {
    return this.#mergeBases(`${base} ${head}`);
  }

  /** The commits that `head` has and `base` has not, oldest first. */
  commitsBetween(base: string, head: string): Promise<readonly CommitInfo[]> {
    return this.#logs(`${base}..${head}`);
  }

  async #log(range: string): Promise<readonly CommitInfo[]> {
    const printed = await git(this.directory, ['rev-list', '--reverse', range]);
    const ids = printed.toString('latin1').split('\n').filter(Boolean);
    const commits = await Promise.all(ids.map((id) => this.commitAt(id)));
    return commits.flatMap((commit) => commit ?? []);
  }

  /** The hunks by which a file differs between two commits, without context. Empty when it does not. */
  moves(from: string, to: string, path: string): Promise<string> {
    return this.#moves(`${from} ${to} ${path}`);
  }

  archive(sha: string, prefix: string) {
    const child = spawnGit(this.directory, ['archive', '--format=tar', `--prefix=${prefix}/`, sha]);
    child.stdin.end();
    return child.stdout;
  }

  close(): void {
    this.#reader.close();
  }

  async #list(tree: string, recursive: boolean): Promise<readonly ListedEntry[]> {
    const args = ['ls-tree', '-z', '--long', ...(recursive ? ['-r', '-t'] : []), tree];
    const lines = (await git(this.directory, args)).toString('utf8').split('\0');
    return lines.flatMap((line) => {
      const [, mode = '', type = '', sha = '', size = '', path = ''] =
        /^(\d+) (\S+) (\S+) +(\S+)\t(.*)$/s.exec(line) ?? [];
      if (type !== 'blob' && type !== 'tree' && type !== 'commit') return [];
      return [{ path, mode, type, sha, ...(type === 'blob' && { size: Number(size) }) }];
    });
  }

  #diff(range: string): Promise<readonly DiffFile[]> {
    const [base = '', head = ''] = range.split(' ');
    return diffOf(this.directory, base, head);
  }

  async #mergeBase(range: string): Promise<string | undefined> {
    const [base = '', head = ''] = range.split(' ');
    const parents = (await this.commitAt(head))?.parents ?? [];
    return base === head || parents.includes(base) ? base : this.#idOrNone(['merge-base', base, head]);
  }

  /** Git answers with an id, or ends with 1 to say that there is none. */
  async #idOrNone(args: readonly string[]): Promise<string | undefined> {
    try {
      return (await git(this.directory, args)).toString('latin1').trim();
    } catch (error) {
      if (error instanceof GitFailure && error.code === 1) return undefined;
      throw error;
    }
  }

  async #move(key: string): Promise<string> {
    const [, from = '', to = '', path = ''] = /^(\S+) (\S+) (.*)$/s.exec(key) ?? [];
    const args = ['diff', '--unified=0', '--no-ext-diff', '--no-color', from, to, '--', `:(literal)${path}`];
    return (await git(this.directory, args)).toString('utf8');
  }
}
