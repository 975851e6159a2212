import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FixedFile } from '../check/fixed-file.js';
import { errorCode } from '../workspace/error-code.js';

/**
 * Writes the fixed files of a directory; a problem in words when one cannot be written. Nothing is written when any file
 * has changed since it was read: the edits were made for another text.
 */
export function writeFixes(directory: string, files: readonly FixedFile[]): string | undefined {
  try {
    for (const { path, before } of files) {
      if (readFileSync(join(directory, path), 'utf8') !== before) return `${path} has changed in the meantime`;
    }
    for (const { path, after } of files) writeFileSync(join(directory, path), after);
    return undefined;
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined) throw error;
    return `the files could not be written (${code})`;
  }
}
