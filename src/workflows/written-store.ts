import type { Written } from '../reporters/written.js';

/** Keeps what models wrote about the findings of repositories, for as long as somebody asks for it. */
export interface WrittenStore {
  /** What one model wrote about these briefs, by their keys. It is used, from then on. */
  find(repository: number, model: string, keys: readonly string[]): Promise<readonly Written[]>;
  /** A second time, the newer text stays. */
  keep(repository: number, written: Written): Promise<void>;
}
