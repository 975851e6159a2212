import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { BUILT_IN_RULES } from '../src/policy/load.js';

/** A fixture's comment that tells where the finding is: nobody but the tests may read it. */
const EXPECTATION = /[ \t]*# expect: .*$/gm;

/** The files of a small repository: texts by path. Each change makes another tree. */
export class Tree {
  readonly files: ReadonlyMap<string, string>;

  constructor(files: ReadonlyMap<string, string>) {
    this.files = files;
  }

  /** A folder of this project, as `rules/database/db-pool-below-process-threads/fails`. */
  static of(folder: string): Tree {
    const root = join(dirname(BUILT_IN_RULES), folder);
    const files = readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file): [string, string] => [
        relative(root, file).replaceAll('\\', '/'),
        readFileSync(file, 'utf8').replaceAll(EXPECTATION, ''),
      ]);
    return new Tree(new Map(files));
  }

  with(path: string, text: string): Tree {
    return new Tree(new Map([...this.files, [path, text]]));
  }

  without(path: string): Tree {
    this.#textOf(path);
    return new Tree(new Map([...this.files].filter(([each]) => each !== path)));
  }

  moved(from: string, to: string): Tree {
    return this.without(from).with(to, this.#textOf(from));
  }

  /** `oldText` has to be there, once: a mutation that changes nothing, or two places, is a mistake of its author. */
  replaced(path: string, oldText: string, newText: string): Tree {
    const text = this.#textOf(path);
    const at = text.indexOf(oldText);
    if (at === -1 || text.indexOf(oldText, at + 1) !== -1) throw new Error(`${path} does not have once: ${oldText}`);
    return this.with(path, text.slice(0, at) + newText + text.slice(at + oldText.length));
  }

  appended(path: string, text: string): Tree {
    return this.with(path, this.#textOf(path) + text);
  }

  #textOf(path: string): string {
    const text = this.files.get(path);
    if (text === undefined) throw new Error(`there is no ${path}`);
    return text;
  }
}

/** Puts a tree into a folder of its own for as long as it is worked on. */
export async function onDisk<Value>(tree: Tree, work: (folder: string) => Promise<Value>): Promise<Value> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'plumbline-eval-')));
  try {
    for (const [path, text] of tree.files) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return await work(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
