import type { RepositoryApi } from '../github/repository-api.js';
import { blobIdOf } from '../workspace/blob-id.js';

/** Contents by blob id: those that came along, and others when they are asked for. */
export class MissingTexts {
  readonly #api: RepositoryApi;
  readonly #known: Map<string, Buffer>;

  constructor(api: RepositoryApi, known: ReadonlyMap<string, Buffer>) {
    this.#api = api;
    this.#known = new Map(known);
  }

  /** Fetches the archive of a commit and keeps these paths' contents. */
  async addArchive(commit: string, idsByPath: ReadonlyMap<string, string>): Promise<void> {
    const files = await this.#api.archive(commit, new Set(idsByPath.keys()));
    for (const [path, id] of idsByPath) {
      const content = files.get(path);
      // An archive may hold other bytes than the blob: attributes of git change line ends and put in what `export-subst` names.
      if (content !== undefined && blobIdOf(content) === id) this.#known.set(id, content);
    }
  }

  async get(ids: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
    const unknown = ids.filter((id) => !this.#known.has(id));
    if (unknown.length > 0) for (const [id, content] of await this.#api.blobs(unknown)) this.#known.set(id, content);
    return new Map(
      ids.flatMap((id) => {
        const content = this.#known.get(id);
        return content === undefined ? [] : [[id, content] as const];
      }),
    );
  }
}
