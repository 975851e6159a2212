import { createHash } from 'node:crypto';

/** The name that git gives a content: who has the name can tell whether a content is the one that was meant. */
export function blobId(content: Buffer): string {
  return createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
}
