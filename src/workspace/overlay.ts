import { blobIdOf } from './blob-id.js';
import { byPath } from './by-path.js';
import type { FileRead, Listing, Revision, Workspace, WorkspaceFile } from './workspace.js';

/** The same tree with some files' texts replaced or added: what a suggestion would make of it. Nothing is written. */
export function overlay(base: Workspace, texts: ReadonlyMap<string, string>): Workspace {
  return new Overlay(base, texts);
}

class Overlay implements Workspace {
  readonly revision: Revision;
  readonly #base: Workspace;
  readonly #texts: ReadonlyMap<string, string>;

  constructor(base: Workspace, texts: ReadonlyMap<string, string>) {
    this.revision = base.revision;
    this.#base = base;
    this.#texts = texts;
  }

  async list(): Promise<Listing> {
    const { files, unreadable } = await this.#base.list();
    const replaced = [...this.#texts].map(([path, text]) => {
      const bytes = Buffer.from(text, 'utf8');
      return { path, blobId: blobIdOf(bytes), size: bytes.length };
    });
    return {
      files: [...files.filter(({ path }) => !this.#texts.has(path)), ...replaced].sort(byPath),
      unreadable: unreadable.filter(({ path }) => !this.#texts.has(path)),
    };
  }

  async *read(files: readonly WorkspaceFile[]): AsyncIterable<FileRead> {
    const fromBase = this.#base.read(files.filter(({ path }) => !this.#texts.has(path)))[Symbol.asyncIterator]();
    try {
      for (const file of files) {
        const text = this.#texts.get(file.path);
        if (text !== undefined) {
          yield { file, result: { ok: true, text, blobId: file.blobId ?? blobIdOf(Buffer.from(text, 'utf8')) } };
          continue;
        }
        const next = await fromBase.next();
        if (next.done === true) throw new Error(`the workspace below gave no answer for ${file.path}`);
        yield next.value;
      }
    } finally {
      await fromBase.return?.();
    }
  }

  /** The tree below belongs to whoever opened it. */
  async close(): Promise<void> {}
}
