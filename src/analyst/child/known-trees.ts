import { linksOf, type TreeEntry, withoutSkipped } from '../../workspace/git-tree.js';
import { type BlobSource, listFiles } from '../../workspace/tree-workspace.js';
import { type Listing, MAX_FILES, type WorkspaceFile } from '../../workspace/workspace.js';
import { AnalysisFailure } from '../analyst.js';
import { unpackTree } from '../packed-tree.js';
import type { Ask } from './ask.js';
import type { Contents } from './contents.js';
import type { WantedContent } from './readings-memory.js';
import { wantingReaders } from './wanting-readers.js';

/** Entries of all trees that are kept, but always two trees. */
const MAX_ENTRIES = 150_000;

/** Trees of commits, which do not change. */
export class KnownTrees {
  readonly #trees = new Map<string, KnownTree>();

  async get(repository: number, commit: string, ask: Ask): Promise<KnownTree> {
    const name = `${repository} ${commit}`;
    const tree = this.#trees.get(name) ?? new KnownTree(commit, entriesOf(await ask.tree(commit)));
    this.#trees.delete(name);
    this.#trees.set(name, tree);
    this.#shrink();
    return tree;
  }

  #shrink(): void {
    let entries = [...this.#trees.values()].reduce((sum, tree) => sum + tree.entries.length, 0);
    for (const [name, tree] of this.#trees) {
      if (entries <= MAX_ENTRIES || this.#trees.size <= 2) return;
      this.#trees.delete(name);
      entries -= tree.entries.length;
    }
  }
}

export class KnownTree {
  readonly commit: string;
  readonly entries: readonly TreeEntry[];
  #listing: Listing | undefined;

  constructor(commit: string, entries: readonly TreeEntry[]) {
    this.commit = commit;
    this.entries = entries;
  }

  /** Remembered once all links' contents were there. */
  async list(blobs: BlobSource): Promise<Listing> {
    if (this.#listing !== undefined) return this.#listing;
    let complete = true;
    const listing = await listFiles(this.entries, async function* (links) {
      for await (const bytes of blobs(links)) {
        complete &&= bytes !== undefined;
        yield bytes;
      }
    });
    if (complete) this.#listing = listing;
    return listing;
  }

  /** Links that may lead anywhere as long as their contents are not here. */
  unknownLinks(contents: Contents): readonly TreeEntry[] {
    return this.#listing === undefined ? linksOf(this.entries).filter(({ blobId }) => !contents.has(blobId)) : [];
  }
}

/** The files that readers want, unless the policy leaves them out. */
export function wantedFiles(
  { files }: Listing,
  isExcluded: (path: string) => boolean,
): readonly (WorkspaceFile & WantedContent)[] {
  return files.flatMap((file) => {
    const { path, blobId } = file;
    const wanted = blobId !== undefined && wantingReaders(path).length > 0 && !isExcluded(path);
    return wanted ? [{ ...file, blobId }] : [];
  });
}

function entriesOf(packed: string): readonly TreeEntry[] {
  const all = unpackTree(packed).map(({ path, mode, id, size }) => ({ path, mode, blobId: id, size }));
  const entries = withoutSkipped(all);
  if (entries.length > MAX_FILES) {
    throw new AnalysisFailure(`The commit has more than ${MAX_FILES.toLocaleString('en')} files.`);
  }
  return entries;
}
