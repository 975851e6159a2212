import { EventEmitter, once } from 'node:events';
import type { RepositoryApi } from '../github/repository-api.js';

type Api = Pick<RepositoryApi, 'archive' | 'blobs'>;

/** Contents by blob id: those that came along, those that an archive brings, and others when they are asked for. */
export class MissingTexts {
  readonly #api: Api;
  readonly #known = new Map<string, Buffer>();
  /** What the archive may still bring. */
  readonly #expected = new Set<string>();
  readonly #arrivals = new EventEmitter<{ file: [] }>();
  #failure: unknown;

  constructor(api: Api) {
    this.#api = api;
  }

  add(contents: ReadonlyMap<string, Buffer>): void {
    for (const [id, content] of contents) this.#known.set(id, content);
  }

  /** Begins to fetch the archive of a commit for the contents of these paths. Who asks for one of them waits for it, and for no other. */
  beginArchive(commit: string, idsByPath: ReadonlyMap<string, string>): void {
    for (const id of idsByPath.values()) this.#expected.add(id);
    void this.#readArchive(commit, new Set(idsByPath.keys()));
  }

  async get(ids: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
    // They come in about the order in which they are asked for.
    while (ids.findLast((id) => this.#expected.has(id)) !== undefined) await once(this.#arrivals, 'file');
    const unknown = ids.filter((id) => !this.#known.has(id));
    if (unknown.length > 0 && this.#failure !== undefined) throw this.#failure;
    if (unknown.length > 0) this.add(await this.#api.blobs(unknown));
    return new Map(
      ids.flatMap((id) => {
        const content = this.#known.get(id);
        return content === undefined ? [] : [[id, content] as const];
      }),
    );
  }

  async #readArchive(commit: string, paths: ReadonlySet<string>): Promise<void> {
    try {
      for await (const { id, content } of this.#api.archive(commit, paths)) {
        this.#known.set(id, content);
        this.#expected.delete(id);
        this.#arrivals.emit('file');
      }
    } catch (error) {
      this.#failure = error;
    }
    this.#expected.clear();
    this.#arrivals.emit('file');
  }
}
