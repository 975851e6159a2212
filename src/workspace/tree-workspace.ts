import { decode } from './decode.js';
import { linksOf, listTree, type TreeEntry } from './git-tree.js';
import type { FileRead, Listing, Revision, Workspace, WorkspaceFile } from './workspace.js';

/** A content that a tree names. */
export interface Blob {
  readonly blobId: string;
  /** Bytes. */
  readonly size: number;
}

/** Hands out the bytes of contents in the order asked; undefined for one that cannot be had. */
export type BlobSource = (blobs: readonly Blob[]) => AsyncGenerator<Uint8Array | undefined>;

/** What a tree holds, which its links' contents are needed for. */
export async function listFiles(entries: readonly TreeEntry[], blobs: BlobSource): Promise<Listing> {
  const links = linksOf(entries).map(({ blobId, size = 0 }) => ({ blobId, size }));
  const targets = new Map<string, string>();
  let at = 0;
  for await (const bytes of blobs(links)) {
    const link = links[at++];
    if (link !== undefined && bytes !== undefined) targets.set(link.blobId, Buffer.from(bytes).toString('utf8'));
  }
  return listTree(entries, targets);
}

/** The workspace of a tree, wherever its contents come from. */
export function treeWorkspace(revision: Revision, listing: Listing, blobs: BlobSource): Workspace {
  return new TreeWorkspace(revision, listing, blobs);
}

class TreeWorkspace implements Workspace {
  readonly revision: Revision;
  readonly #listing: Listing;
  readonly #blobs: BlobSource;

  constructor(revision: Revision, listing: Listing, blobs: BlobSource) {
    this.revision = revision;
    this.#listing = listing;
    this.#blobs = blobs;
  }

  async list(): Promise<Listing> {
    return this.#listing;
  }

  async *read(files: readonly WorkspaceFile[]): AsyncIterable<FileRead> {
    const contents = this.#blobs(files.map(({ blobId = '', size }) => ({ blobId, size })));
    try {
      for (const file of files) {
        const { value: bytes } = await contents.next();
        if (!bytes || file.blobId === undefined) yield { file, result: { ok: false, reason: 'read failed' } };
        else yield { file, result: decode(bytes, file.blobId) };
      }
    } finally {
      await contents.return(undefined);
    }
  }

  async close(): Promise<void> {}
}
