import type { Account } from './account.js';
import type { Announcement } from './announcement.js';
import { App, type AppRegistration } from './app.js';
import { Installation } from './installation.js';
import type { Repository } from './repository.js';

/** Everything that exists on this GitHub. */
export class World {
  readonly apps: App[] = [];
  readonly installations: Installation[] = [];
  readonly repositories: Repository[] = [];
  /** Told of everything that Apps may have subscribed to. */
  announce: (announcement: Announcement) => void = () => undefined;
  /** Where it is served, without a slash at its end. */
  url = '';
  readonly now: () => number;
  readonly #accounts = new Map<string, Account>();
  readonly #nodes = new Map<string, object>();
  #lastId = 1000;

  /** `now` gives milliseconds since 1970. */
  constructor(now: () => number) {
    this.now = now;
  }

  /** Numbers are never used twice, whatever they are for: mixing up two kinds of them shows. */
  nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  /** The time as GitHub writes it: `2026-11-20T08:00:00Z`. */
  time(): string {
    return new Date(this.now()).toISOString().replace(/\.\d+Z$/, 'Z');
  }

  account(login: string, type: Account['type'] = 'User'): Account {
    const known = this.#accounts.get(login.toLowerCase());
    if (known !== undefined) return known;
    const account = { login, id: this.nextId(), type };
    this.#accounts.set(login.toLowerCase(), account);
    return account;
  }

  knownAccount(login: string): Account | undefined {
    return this.#accounts.get(login.toLowerCase());
  }

  register(registration: AppRegistration, owner: Account): App {
    const app = new App(registration, owner, this.account(`${registration.slug}[bot]`, 'Bot'), this.time());
    this.apps.push(app);
    return app;
  }

  install(app: App, account: Account, selected: Iterable<Repository> | 'all'): Installation {
    const installation = new Installation(this.nextId(), app, account, selected, this.time());
    this.installations.push(installation);
    return installation;
  }

  uninstall(installation: Installation): void {
    this.installations.splice(this.installations.indexOf(installation), 1);
  }

  repository(owner: string, name: string): Repository | undefined {
    const fullName = `${owner}/${name}`.toLowerCase();
    return this.repositories.find((each) => each.fullName.toLowerCase() === fullName);
  }

  installationOf(app: App, repository: Repository): Installation | undefined {
    return this.installations.find((each) => each.app === app && each.includes(repository));
  }

  /** Makes a thing known by its GraphQL id. */
  addNode(id: string, node: object): void {
    this.#nodes.set(id, node);
  }

  node(id: string): object | undefined {
    return this.#nodes.get(id);
  }
}
