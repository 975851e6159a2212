import type { Github } from '../../github/github.js';
import type { AppRegistration } from '../../github/state/app.js';
import type { TestPostgres } from '../../support/postgres.js';
import { Balancer } from './balancer.js';
import { Replica } from './replica.js';

const REPLICAS = 2;
const WEBHOOKS = '/api/github/webhooks';

/** Two replicas on one database behind one address, and whoever starts them again when they are killed. */
export class Cluster {
  readonly #environment: Readonly<Record<string, string>>;
  readonly #balancer = new Balancer(() => this.#replicas.filter(({ alive }) => alive).map(({ port }) => port));
  #replicas: readonly Replica[] = [];
  readonly #gone: Replica[] = [];

  private constructor(environment: Readonly<Record<string, string>>) {
    this.#environment = environment;
  }

  /** Resolves when all serve, and GitHub knows where. */
  static async start(github: Github, app: AppRegistration, postgres: TestPostgres): Promise<Cluster> {
    const cluster = new Cluster({
      GITHUB_URL: github.url,
      APP_ID: String(app.id),
      PRIVATE_KEY: app.privateKeyPem,
      WEBHOOK_SECRET: app.webhookSecret ?? '',
      DATABASE_URL: postgres.url,
    });
    for (let count = 0; count < REPLICAS; count++) cluster.#replicas = [...cluster.#replicas, await cluster.#begin()];
    github.app().webhookUrl = `http://127.0.0.1:${await cluster.#balancer.listen()}${WEBHOOKS}`;
    return cluster;
  }

  /** Errors in all their logs. */
  get complaints(): readonly string[] {
    return [...this.#gone, ...this.#replicas].flatMap(({ complaints }) => complaints);
  }

  /** Kills the one that has lived for longest, in the midst of whatever it does, and starts another. */
  async replaceOne(): Promise<void> {
    const [oldest, ...others] = this.#replicas;
    await oldest?.kill();
    if (oldest !== undefined) this.#gone.push(oldest);
    this.#replicas = [...others, await this.#begin()];
  }

  async stop(): Promise<void> {
    await Promise.all(this.#replicas.map((replica) => replica.stop()));
    await this.#balancer.close();
  }

  #begin(): Promise<Replica> {
    return Replica.start(this.#environment);
  }
}
