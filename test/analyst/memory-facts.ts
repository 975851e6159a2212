import type { FactsStore, StoredFacts } from '../../src/analyst/facts-store.js';

/** A store that lives as long as a test. */
export class MemoryFacts implements FactsStore {
  readonly rows = new Map<string, StoredFacts>();
  /** Contents asked for, one number for each question. */
  readonly loads: number[] = [];
  readonly saves: number[] = [];

  async load(repository: number, contents: readonly { readonly path: string; readonly blobId: string }[]) {
    this.loads.push(contents.length);
    return contents.flatMap((content) => this.rows.get(nameOf(repository, content)) ?? []);
  }

  async save(repository: number, facts: readonly StoredFacts[]): Promise<void> {
    this.saves.push(facts.length);
    for (const each of facts) this.rows.set(nameOf(repository, each), each);
  }
}

function nameOf(repository: number, { path, blobId }: { readonly path: string; readonly blobId: string }): string {
  return `${repository} ${blobId} ${path}`;
}
