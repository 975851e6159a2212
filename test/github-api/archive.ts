import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { blobId } from '../../src/github/api/blob-id.js';

export interface ArchivedEntry {
  readonly path: string;
  readonly content?: string | Buffer;
  readonly type?: 'file' | 'symlink' | 'link';
}

/** A gzipped tar archive with a top folder, as GitHub makes them. */
export async function archiveOf(entries: readonly ArchivedEntry[]): Promise<Buffer> {
  const packed = pack();
  for (const { path, content = '', type = 'file' } of entries) {
    const name = `acme-shop-a1b2c3/${path}`;
    if (type === 'file') packed.entry({ name }, content);
    else packed.entry({ name, type, linkname: String(content) });
  }
  packed.finalize();
  return gzipSync(await buffer(packed));
}

/** A tree as GitHub lists it. */
export function treeOf(files: Readonly<Record<string, string | Buffer>>) {
  const tree = Object.entries(files).map(([path, content]) => ({
    path,
    mode: '100644',
    type: 'blob',
    sha: blobId(Buffer.from(content)),
    size: Buffer.from(content).length,
  }));
  return { body: { sha: 'a1', tree, truncated: false } };
}
