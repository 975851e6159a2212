import { closeSync, openSync, writeFileSync } from 'node:fs';
import { errorCode } from '../workspace/error-code.js';

/** The operating system's code, as `ENOENT`, when the file could not be written; undefined when it was. */
export function writeReport(path: string, pieces: Iterable<string | Uint8Array>): string | undefined {
  try {
    const descriptor = openSync(path, 'w');
    try {
      for (const piece of pieces) writeFileSync(descriptor, piece);
    } finally {
      closeSync(descriptor);
    }
    return undefined;
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined) throw error;
    return code;
  }
}
