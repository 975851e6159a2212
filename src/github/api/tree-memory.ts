import type { Tree } from '../repository-api.js';

/** Remembers the trees that were used last, as many as have together no more entries than the limit. */
export class TreeMemory {
  readonly #limit: number;
  /** Least recently used first. */
  readonly #trees = new Map<string, Tree>();
  #entries = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get(key: string): Tree | undefined {
    const tree = this.#trees.get(key);
    if (tree !== undefined) {
      this.#trees.delete(key);
      this.#trees.set(key, tree);
    }
    return tree;
  }

  set(key: string, tree: Tree): void {
    this.#forget(key);
    if (tree.entries.length > this.#limit) return;
    this.#trees.set(key, tree);
    this.#entries += tree.entries.length;
    for (const oldest of this.#trees.keys()) {
      if (this.#entries <= this.#limit) return;
      this.#forget(oldest);
    }
  }

  #forget(key: string): void {
    this.#entries -= this.#trees.get(key)?.entries.length ?? 0;
    this.#trees.delete(key);
  }
}
