/** The readings of one file's content at one path, as they are kept between processes. */
export interface StoredFacts {
  readonly path: string;
  readonly blobId: string;
  /** JSON, which only the analyst looks into. */
  readonly readings: string;
}

/** Remembers readings of a repository's contents. Contents do not change, so nothing in it is ever wrong. */
export interface FactsStore {
  load(
    repository: number,
    contents: readonly { readonly path: string; readonly blobId: string }[],
  ): Promise<readonly StoredFacts[]>;
  save(repository: number, facts: readonly StoredFacts[]): Promise<void>;
}
