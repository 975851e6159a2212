import type { ReadResult } from './workspace.js';

/** `ignoreBOM` keeps a byte order mark in the text, so that offsets in the text are offsets in the file. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const LFS_POINTER = 'version https://git-lfs.github.com/spec/v1\n';

/** The text of a file's bytes, or why they are none. */
export function decode(bytes: Uint8Array, blobId: string): ReadResult {
  try {
    const text = utf8.decode(bytes);
    return text.startsWith(LFS_POINTER) ? { ok: false, reason: 'Git LFS pointer' } : { ok: true, text, blobId };
  } catch {
    return { ok: false, reason: 'not UTF-8' };
  }
}
