import { Ledger } from '../../ledger/ledger.js';

/** Repositories whose ledger is kept. */
const MAX_REPOSITORIES = 4;
/** A ledger forgets nothing, so that a new one is begun from time to time. */
const MAX_USES = 12;

/** What was computed about repositories: a push costs what differs from the one before. */
export class Ledgers {
  readonly #ledgers = new Map<number, { readonly ledger: Ledger; readonly uses: number }>();

  /** Of the repositories, the one used longest ago is forgotten first. */
  of(repository: number): Ledger {
    const kept = this.#ledgers.get(repository);
    const { ledger, uses } = kept === undefined || kept.uses >= MAX_USES ? { ledger: new Ledger(), uses: 0 } : kept;
    this.#ledgers.delete(repository);
    this.#ledgers.set(repository, { ledger, uses: uses + 1 });
    for (const oldest of this.#ledgers.keys()) {
      if (this.#ledgers.size <= MAX_REPOSITORIES) break;
      this.#ledgers.delete(oldest);
    }
    return ledger;
  }
}
