import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Deliveries } from './deliveries/deliveries.js';
import { dispatch } from './deliveries/dispatch.js';
import { filesOf } from './directory-files.js';
import { GraphqlEndpoint } from './graphql/endpoint.js';
import { Judge, type Violation } from './judge/judge.js';
import { allRoutes } from './routes/all-routes.js';
import { Api } from './server/api.js';
import { Faults } from './server/faults.js';
import { Limits } from './server/limits.js';
import type { LoggedRequest } from './server/request-log.js';
import { Router } from './server/router.js';
import { serve } from './server/serve.js';
import { Tokens } from './server/tokens.js';
import { installationShape, installedRepositoryShape } from './shapes/installation.js';
import type { Account, Role } from './state/account.js';
import type { App, AppRegistration } from './state/app.js';
import type { Notification } from './state/conversation.js';
import { BareRepository } from './state/git/bare-repository.js';
import type { Files } from './state/git/change.js';
import type { Installation } from './state/installation.js';
import type { PullRequest } from './state/pull-request.js';
import { Repository } from './state/repository.js';
import { World } from './state/world.js';
import { Downloads } from './website/downloads.js';
import { Registrations } from './website/registrations.js';
import { Website } from './website/website.js';

export interface GithubOptions {
  readonly apps?: readonly AppRegistration[];
  /** Milliseconds since 1970; by default the time that it is. */
  readonly now?: () => number;
}

export interface NewRepository {
  readonly owner: string;
  readonly name: string;
  /** Contents by path, or a directory to copy. */
  readonly files: Files | string;
  /** True unless said otherwise. */
  readonly private?: boolean;
  /** Roles by login. */
  readonly collaborators?: Readonly<Record<string, Role>>;
  /** Every App is installed on it, silently, unless this is false. */
  readonly installed?: boolean;
  /** `Organization` unless said otherwise. */
  readonly ownerType?: Account['type'];
}

/** Starts a GitHub of our own: real git, GitHub's own schemas as judge, nothing outside of this machine. */
export async function startGithub(options: GithubOptions = {}): Promise<Github> {
  const directory = await mkdtemp(join(tmpdir(), 'github-double-'));
  const github = new Github(directory, options);
  await github.listen();
  return github;
}

/** GitHub as a test sees it: it makes things happen here, and looks at what the App made of them. */
export class Github {
  readonly faults = new Faults();
  readonly deliveries: Deliveries;
  readonly limits: Limits;
  readonly world: World;
  readonly #directory: string;
  readonly #judge = new Judge();
  readonly #requests: LoggedRequest[] = [];
  readonly #registrations: Registrations;
  readonly #downloads = new Downloads();
  #server: Server | undefined;

  constructor(directory: string, options: GithubOptions) {
    this.#directory = directory;
    this.world = new World(options.now ?? Date.now);
    this.deliveries = new Deliveries(this.world);
    this.limits = new Limits(this.world);
    this.#registrations = new Registrations(this.world);
    this.world.announce = (announcement) => dispatch(announcement, this.world, this.deliveries, this.#judge);
    for (const app of options.apps ?? [])
      this.world.register(app, this.world.account('plumbline-labs', 'Organization'));
  }

  /** Without a slash at its end. REST is at `/` and `/api/v3`, GraphQL at `/graphql` and `/api/graphql`. */
  get url(): string {
    return this.world.url;
  }

  /** Every request to the API since the last `forgetRequests`, oldest first. */
  get requests(): readonly LoggedRequest[] {
    return this.#requests;
  }

  /** From now on only what the App asks is held against GitHub's description, not what the double answers. */
  spareDouble(): void {
    this.#judge.judgesDouble = false;
  }

  /** What GitHub's description does not allow: of the App's requests, and of the double's own answers. */
  get violations(): readonly Violation[] {
    return this.#judge.violations;
  }

  forgetRequests(): void {
    this.#requests.length = 0;
  }

  /** By default the only App. */
  app(slug?: string): App {
    const found = this.world.apps.find((app) => slug === undefined || app.slug === slug);
    if (found === undefined) throw new Error(`There is no App ${slug ?? 'at all'}`);
    return found;
  }

  async createRepository({
    owner,
    name,
    files,
    installed = true,
    ownerType = 'Organization',
    ...options
  }: NewRepository): Promise<Repository> {
    const account = this.world.account(owner, ownerType);
    const git = await BareRepository.create(join(this.#directory, `${this.world.nextId()}.git`));
    const repository = new Repository(this.world, account, name, git, {
      private: options.private ?? true,
      collaborators: options.collaborators ?? {},
    });
    const contents = typeof files === 'string' ? await filesOf(files) : files;
    await repository.push(repository.defaultBranch, { files: contents }, { message: 'Begin' });
    this.world.repositories.push(repository);
    if (installed) for (const app of this.world.apps) this.#installSilently(app, account, repository);
    return repository;
  }

  /** Someone installs an App: on all repositories of an account, or on some. */
  install(app: App, account: string, repositories: readonly Repository[] | 'all' = 'all'): Installation {
    const installation = this.world.install(app, this.world.account(account, 'Organization'), repositories);
    const included = this.world.repositories.filter((each) => installation.includes(each));
    this.#announce(installation, 'created', { repositories: included.map(installedRepositoryShape), requester: null });
    return installation;
  }

  uninstall(installation: Installation): void {
    const included = this.world.repositories.filter((each) => installation.includes(each));
    this.#announce(installation, 'deleted', { repositories: included.map(installedRepositoryShape) });
    this.world.uninstall(installation);
  }

  suspend(installation: Installation): void {
    installation.suspendedAt = this.world.time();
    this.#announce(installation, 'suspend', {});
  }

  unsuspend(installation: Installation): void {
    installation.suspendedAt = undefined;
    this.#announce(installation, 'unsuspend', {});
  }

  /** Someone adds repositories to an installation that has some. */
  addRepositories(installation: Installation, repositories: readonly Repository[]): void {
    for (const each of repositories) installation.add(each);
    this.#announceRepositories(installation, 'added', repositories, []);
  }

  removeRepositories(installation: Installation, repositories: readonly Repository[]): void {
    for (const each of repositories) installation.remove(each);
    this.#announceRepositories(installation, 'removed', [], repositories);
  }

  /** What people who follow a pull request were mailed about, oldest first. */
  notifications(pullRequest: PullRequest): readonly Notification[] {
    return pullRequest.conversation.notifications;
  }

  /** Not for tests: `startGithub` calls it. */
  async listen(): Promise<void> {
    const { world, deliveries, limits, faults } = this;
    const downloads = this.#downloads;
    const services = { world, deliveries, limits, downloads, tokens: new Tokens(world) };
    const graphql = new GraphqlEndpoint(world, limits, this.#judge);
    const router = new Router(allRoutes(this.#registrations));
    const install = (app: App, account: Account) => void this.install(app, account.login);
    const website = new Website(world, downloads, this.#registrations, install);
    const log = (request: LoggedRequest) => void this.#requests.push(request);
    const crashed = (error: unknown) =>
      this.#judge.record('reply', 'the double', [
        error instanceof Error ? (error.stack ?? error.message) : String(error),
      ]);
    const api = new Api(services, this.#judge, router, graphql);
    this.#server = await serve({ api, website, faults, log, crashed });
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('The double listens on no port');
    world.url = `http://127.0.0.1:${address.port}`;
  }

  async close(): Promise<void> {
    this.deliveries.close();
    this.#server?.closeAllConnections();
    await new Promise((resolve) => this.#server?.close(resolve));
    for (const { git } of this.world.repositories) git.close();
    await rm(this.#directory, { recursive: true, force: true });
  }

  #installSilently(app: App, account: Account, repository: Repository): void {
    const known = this.world.installations.find((each) => each.app === app && each.account === account);
    if (known === undefined) this.world.install(app, account, [repository]);
    else known.add(repository);
  }

  #announce(about: Installation, action: string, more: Readonly<Record<string, unknown>>): void {
    const installation = installationShape(about, this.world);
    const payload = { installation, ...more };
    this.world.announce({ event: 'installation', action, about, sender: this.world.account('ada'), payload });
  }

  #announceRepositories(
    about: Installation,
    action: string,
    added: readonly Repository[],
    removed: readonly Repository[],
  ): void {
    const payload = {
      installation: installationShape(about, this.world),
      repository_selection: about.selection,
      repositories_added: added.map(installedRepositoryShape),
      repositories_removed: removed.map(installedRepositoryShape),
      requester: null,
    };
    this.world.announce({
      event: 'installation_repositories',
      action,
      about,
      sender: this.world.account('ada'),
      payload,
    });
  }
}
