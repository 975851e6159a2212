import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { AnalysedTree, TextSource } from '../../src/analyst/analyst.js';
import { blobIdOf } from '../../src/workspace/blob-id.js';

/** A link's or a file's content; `link` says where it leads. */
export type Content = string | Uint8Array | { readonly link: string };
export type Files = Readonly<Record<string, Content>>;

/** Commits of one repository, as GitHub would hand them out, and what was asked of their contents. */
export class Commits {
  readonly #contents = new Map<string, Buffer>();
  /** The contents that were fetched, one list for each time. */
  readonly fetched: (readonly string[])[] = [];

  commit(files: Files): AnalysedTree {
    const entries = Object.entries(files).map(([path, content]) => {
      const isLink = typeof content === 'object' && 'link' in content;
      const bytes = Buffer.from(isLink ? content.link : content);
      const id = blobIdOf(bytes);
      this.#contents.set(id, bytes);
      return { path, mode: isLink ? '120000' : '100644', id, size: bytes.length };
    });
    return { commit: createHash('sha1').update(JSON.stringify(entries)).digest('hex'), entries };
  }

  readonly texts: TextSource = async (ids) => {
    this.fetched.push(ids);
    return new Map(
      ids.flatMap((id) => {
        const bytes = this.#contents.get(id);
        return bytes === undefined ? [] : [[id, bytes] as const];
      }),
    );
  };

  /** The contents fetched since this was asked last, each time on its own. */
  takeFetched(): readonly (readonly string[])[] {
    return this.fetched.splice(0);
  }
}

/** The files of a directory of this repository. */
export function filesOf(directory: string): Record<string, string> {
  const paths = readdirSync(directory, { recursive: true, encoding: 'utf8' });
  const files = paths.filter((path) => statSync(join(directory, path)).isFile()).sort();
  return Object.fromEntries(files.map((path) => [path, readFileSync(join(directory, path), 'utf8')]));
}
