import type { FileRead, Listing, Revision, Workspace, WorkspaceFile } from '../workspace/workspace.js';

/** A workspace without the files that its configuration excludes. Remembers which they are. */
export class ExcludingWorkspace implements Workspace {
  readonly revision: Revision;
  readonly #whole: Workspace;
  readonly #isExcluded: (path: string) => boolean;

  constructor(whole: Workspace, isExcluded: (path: string) => boolean) {
    this.revision = whole.revision;
    this.#whole = whole;
    this.#isExcluded = isExcluded;
  }

  async list(): Promise<Listing> {
    const { files, unreadable } = await this.#whole.list();
    return {
      files: files.filter(({ path }) => !this.#isExcluded(path)),
      unreadable: unreadable.filter(({ path }) => !this.#isExcluded(path)),
    };
  }

  async excludedPaths(): Promise<readonly string[]> {
    const { files, unreadable } = await this.#whole.list();
    return [...files, ...unreadable].map(({ path }) => path).filter(this.#isExcluded);
  }

  read(files: readonly WorkspaceFile[]): AsyncIterable<FileRead> {
    return this.#whole.read(files);
  }

  close(): Promise<void> {
    return this.#whole.close();
  }
}
