import { createHash } from 'node:crypto';

/** git's SHA-1 name of a file with these bytes, as `git hash-object` prints it. */
export function blobIdOf(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
