import { writeFileSync } from 'node:fs';
import { errorCode } from '../workspace/error-code.js';

/** The operating system's code, as `ENOENT`, when the file could not be written; undefined when it was. */
export function writeReport(path: string, text: string | Uint8Array): string | undefined {
  try {
    writeFileSync(path, text);
    return undefined;
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined) throw error;
    return code;
  }
}
