import { blobIdOf } from '../../workspace/blob-id.js';
import type { Blob, BlobSource } from '../../workspace/tree-workspace.js';
import type { Ask } from './ask.js';

/**
 * Asked for at once, unless one content is larger: little enough that the first are read while the others still arrive, and that the server
 * never holds its own work up with handing them over.
 */
const BATCH_BYTES = 512 * 1024;

type Texts = ReadonlyMap<string, Uint8Array>;

/** The contents that were used last, so that none is asked for twice while it matters. */
export class Contents {
  readonly #kept = new Map<string, Uint8Array>();
  readonly #limit: number;
  #bytes = 0;

  constructor(limitBytes: number) {
    this.#limit = limitBytes;
  }

  get(id: string): Uint8Array | undefined {
    const bytes = this.#kept.get(id);
    if (bytes !== undefined) {
      this.#kept.delete(id);
      this.#kept.set(id, bytes);
    }
    return bytes;
  }

  has(id: string): boolean {
    return this.#kept.has(id);
  }

  /** Only what is here. */
  readonly here: BlobSource = async function* (this: Contents, blobs: readonly Blob[]) {
    for (const { blobId } of blobs) yield this.get(blobId);
  }.bind(this);

  /** Contents from here, and those that are not here from the parent. */
  source(ask: Ask): BlobSource {
    const read = async (batch: readonly Blob[]): Promise<Texts> => {
      const known = new Map<string, Uint8Array>();
      const unknown = new Set<string>();
      for (const { blobId } of batch) {
        const bytes = this.get(blobId);
        if (bytes === undefined) unknown.add(blobId);
        else known.set(blobId, bytes);
      }
      if (unknown.size > 0) for (const [id, bytes] of await ask.texts([...unknown])) this.#add(id, bytes, known);
      return known;
    };
    return async function* (blobs) {
      for (const batch of batches(blobs)) {
        const texts = await read(batch);
        for (const { blobId } of batch) yield texts.get(blobId);
      }
    };
  }

  /** What is not what its id names is worth nothing: archives may hold converted line ends. */
  #add(id: string, received: Uint8Array, known: Map<string, Uint8Array>): void {
    if (blobIdOf(received) !== id) return;
    // What was received is a view of a whole message.
    const bytes = Uint8Array.from(received);
    known.set(id, bytes);
    this.#bytes += bytes.length - (this.#kept.get(id)?.length ?? 0);
    this.#kept.set(id, bytes);
    for (const [oldest, { length }] of this.#kept) {
      if (this.#bytes <= this.#limit) return;
      this.#kept.delete(oldest);
      this.#bytes -= length;
    }
  }
}

function* batches(blobs: readonly Blob[]): Generator<readonly Blob[]> {
  let batch: Blob[] = [];
  let bytes = 0;
  for (const blob of blobs) {
    if (batch.length > 0 && bytes + blob.size > BATCH_BYTES) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(blob);
    bytes += blob.size;
  }
  if (batch.length > 0) yield batch;
}
