import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const MAGIC = 'plumbline-pack';

/** Whether a cache could be stored. A cache that could not is slower next time and nothing worse. */
export type Saved = { readonly ok: true } | { readonly ok: false; readonly message: string };

/**
 * The lines of a file that `writePack` wrote with this stamp. Anything else (no file, another version's, a damaged one)
 * is undefined: caches may vanish at any time, so none of these is a failure.
 */
export function readPack(file: string, stamp: string): readonly string[] | undefined {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    return undefined;
  }
  const headerEnd = bytes.indexOf(0x0a);
  const body = bytes.subarray(headerEnd + 1);
  if (bytes.toString('latin1', 0, Math.max(headerEnd, 0)) !== headerOf(stamp, body)) return undefined;
  return body.length === 0 ? [] : body.toString('utf8').split('\n');
}

/** Writes lines (without line breaks) so that readers see the old file or the whole new one. */
export function writePack(file: string, stamp: string, lines: readonly string[]): Saved {
  const body = Buffer.from(lines.join('\n'), 'utf8');
  const unfinished = `${file}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(unfinished, Buffer.concat([Buffer.from(`${headerOf(stamp, body)}\n`, 'latin1'), body]), {
      mode: 0o600,
    });
    renameSync(unfinished, file);
    return { ok: true };
  } catch (error) {
    if (existsSync(unfinished)) rmSync(unfinished, { force: true });
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

function headerOf(stamp: string, body: Uint8Array): string {
  return `${MAGIC} ${stamp} ${createHash('sha1').update(body).digest('hex')}`;
}
