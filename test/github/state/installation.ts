import type { Account } from './account.js';
import type { App } from './app.js';
import { mayReceive, type Permissions } from './permissions.js';
import type { Repository } from './repository.js';

/** An App as an account has it: with these permissions, in these repositories. */
export class Installation {
  readonly id: number;
  readonly app: App;
  readonly account: Account;
  readonly permissions: Permissions;
  readonly createdAt: string;
  /** What was chosen; with `all`, those of the account. */
  readonly #selected: Set<Repository> | 'all';
  suspendedAt: string | undefined;

  constructor(id: number, app: App, account: Account, selected: Iterable<Repository> | 'all', createdAt: string) {
    this.id = id;
    this.app = app;
    this.account = account;
    this.permissions = app.permissions;
    this.#selected = selected === 'all' ? 'all' : new Set(selected);
    this.createdAt = createdAt;
  }

  get selection(): 'all' | 'selected' {
    return this.#selected === 'all' ? 'all' : 'selected';
  }

  includes(repository: Repository): boolean {
    return repository.owner === this.account && (this.#selected === 'all' || this.#selected.has(repository));
  }

  add(repository: Repository): void {
    if (this.#selected !== 'all') this.#selected.add(repository);
  }

  remove(repository: Repository): void {
    if (this.#selected === 'all') throw new Error('An installation on all repositories cannot give up one');
    this.#selected.delete(repository);
  }

  /** `installation` events need no subscription, nor do those about checks for Apps that may write them. */
  receives(event: string): boolean {
    if (event === 'installation' || event === 'installation_repositories') return true;
    if (this.suspendedAt !== undefined || !mayReceive(event, this.permissions)) return false;
    const ownChecks = /^check_(?:run|suite)$/.test(event) && this.permissions.checks === 'write';
    return ownChecks || this.app.events.includes(event);
  }
}
