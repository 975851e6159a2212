import { createHash } from 'node:crypto';
import { readdirSync, realpathSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DiskCache } from './cache.js';
import type { Saved } from './pack.js';
import { StatIndex } from './stat-index.js';
import { Store } from './store.js';

/** Directories that were analysed longest ago lose their caches beyond this many. */
const MAX_DIRECTORIES = 20;

/** What is remembered between runs about one analysed directory. */
export interface Caches<Value> {
  readonly facts: DiskCache<Value>;
  readonly index: StatIndex;
  /** Records of what earlier runs came to; opened where they are asked for. */
  results(): Store;
  /** Stores what this run used, and drops the caches of directories that were analysed long ago. */
  save(): Saved;
}

/**
 * The caches of `directory` (a folder or a repository) within `cacheDirectory`. They must not lie inside the analysed
 * tree, where a pull request could bring them along. `release`: the version of Plumbline.
 */
export function openCaches<Value>(cacheDirectory: string, directory: string, release: string): Caches<Value> {
  const name = createHash('sha1').update(realpathSync(directory)).digest('hex').slice(0, 20);
  const facts = new DiskCache<Value>(join(cacheDirectory, `${name}.facts`), release);
  const index = new StatIndex(join(cacheDirectory, `${name}.stat`));
  return {
    facts,
    index,
    results: () => new Store(join(cacheDirectory, `${name}.results`), `results 2 ${release}`),
    save() {
      const saved = [facts.save(), index.save()].find(({ ok }) => !ok) ?? { ok: true };
      if (saved.ok) prune(cacheDirectory);
      return saved;
    },
  };
}

function prune(cacheDirectory: string): void {
  const packs = namesIn(cacheDirectory)
    .filter((name) => /^[0-9a-f]{20}\.facts$/.test(name))
    .map((name) => ({ name, age: statSync(join(cacheDirectory, name), { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .sort((a, b) => b.age - a.age);
  for (const { name } of packs.slice(MAX_DIRECTORIES)) {
    rmSync(join(cacheDirectory, name), { recursive: true, force: true });
    for (const kind of ['stat', 'results']) {
      rmSync(join(cacheDirectory, name.replace(/facts$/, kind)), { recursive: true, force: true });
    }
  }
}

/** A first run whose packs were empty has no directory yet. */
function namesIn(directory: string): readonly string[] {
  return statSync(directory, { throwIfNoEntry: false }) === undefined ? [] : readdirSync(directory);
}
