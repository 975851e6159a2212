import { generateKeyPairSync } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { forkedChildren, type StartChild } from '../../src/analyst/child-process.js';
import { PlumblineApp } from '../../src/app/plumbline-app.js';
import { startService } from '../../src/app/start-service.js';
import { Database } from '../../src/database/database.js';
import { DeliveriesTable } from '../../src/database/deliveries-table.js';
import { ModelCallsTable } from '../../src/database/model-calls-table.js';
import { WEBHOOK_PATH } from '../../src/github/edge/edge.js';
import { Metrics } from '../../src/metrics.js';
import { bundledChild, removeBundledChild } from '../analyst/bundled-child.js';
import { type Github, startGithub } from '../github/github.js';
import type { AppRegistration } from '../github/state/app.js';
import { appSettings } from './app.js';
import { keptLog } from './log-lines.js';
import { startPostgres, type TestPostgres } from './postgres.js';

const WEBHOOK_SECRET = '6f1e2c5d7a9b40c38e21f5d4a6b7c8d9';

export const EVENTS = ['check_run', 'check_suite', 'issue_comment', 'merge_group', 'pull_request', 'push'];
export const OBSERVE = {
  metadata: 'read',
  contents: 'read',
  checks: 'write',
  pull_requests: 'write',
  issues: 'read',
  merge_queues: 'read',
} as const;
export const OBSERVE_AND_FIX = { ...OBSERVE, contents: 'write' } as const;

export function registration(permissions: AppRegistration['permissions'] = OBSERVE_AND_FIX): AppRegistration {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  return {
    id: 4711,
    slug: 'plumbline',
    privateKeyPem: privateKey,
    webhookSecret: WEBHOOK_SECRET,
    permissions,
    events: EVENTS,
  };
}

type WrapChild = (startChild: StartChild) => StartChild;

/** The whole App in this process, on a database and a GitHub of our own. */
export class Serving {
  readonly github: Github;
  readonly kept = keptLog();
  /** Of the App, in PEM. */
  readonly privateKey: string;
  url = '';
  readonly #postgres: TestPostgres;
  readonly #database: Database;
  readonly #deliveries: DeliveriesTable;
  readonly #app: PlumblineApp;

  private constructor(
    github: Github,
    postgres: TestPostgres,
    app: AppRegistration,
    wrapChild: WrapChild,
    environment: Readonly<Record<string, string>>,
  ) {
    this.github = github;
    this.privateKey = app.privateKeyPem;
    this.#postgres = postgres;
    this.#database = new Database({ url: postgres.url, connections: 1 });
    this.#deliveries = new DeliveriesTable(this.#database);
    const settings = appSettings({
      GITHUB_URL: github.url,
      APP_ID: String(app.id),
      PRIVATE_KEY: app.privateKeyPem,
      WEBHOOK_SECRET,
      DATABASE_URL: postgres.url,
      ...environment,
    });
    const startChild = wrapChild(forkedChildren(512, bundledChild()));
    this.#app = new PlumblineApp({
      settings,
      log: this.kept.log,
      metrics: new Metrics(),
      onFailure: (error) => {
        throw error;
      },
      startService: (context) => startService(context, startChild),
    });
  }

  /** `wrapChild` may come between the App and its analysing processes; `environment` has further settings. */
  static async start(
    app: AppRegistration = registration(),
    wrapChild: WrapChild = (startChild) => startChild,
    environment: Readonly<Record<string, string>> = {},
  ): Promise<Serving> {
    const [github, postgres] = await Promise.all([startGithub({ apps: [app] }), startPostgres()]);
    const serving = new Serving(github, postgres, app, wrapChild, environment);
    serving.url = `http://127.0.0.1:${await serving.#app.start()}`;
    github.app().webhookUrl = `${serving.url}${WEBHOOK_PATH}`;
    return serving;
  }

  /** Resolves when every delivery is answered and everything that they asked for is done. */
  settled(): Promise<void> {
    return this.#calm(() => this.#deliveries.backlog());
  }

  /** The same for what people wait for: a model may still be asked, or be asked again in minutes. */
  reviewed(): Promise<void> {
    return this.#calm(async () => {
      const waiting = "SELECT FROM plumbline.deliveries WHERE state = 'accepted' AND kind <> 'assist'";
      return (await this.#database.query(waiting)).length;
    });
  }

  /** A model has cost an installation so many US dollars today. */
  async spent(installation: number, charge: number): Promise<void> {
    const usage = { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0, cost: charge, latency: 0 };
    const call = { installation, purpose: 'explain', model: 'claude', outcome: 'answered', usage, charge } as const;
    await new ModelCallsTable(this.#database).record(call);
  }

  /** Resolves when there is a line with this message. */
  async logged(message: string): Promise<void> {
    while (!this.kept.lines.some((line) => line.message === message)) await sleep(10);
  }

  async #calm(backlog: () => Promise<number>): Promise<void> {
    for (let calm = 0; calm < 2; ) {
      await this.github.deliveries.settled();
      calm = (await backlog()) === 0 ? calm + 1 : 0;
      await sleep(5);
    }
  }

  async stop(): Promise<void> {
    await this.#app.stop();
    await this.github.close();
    await this.#database.close();
    await this.#postgres.stop();
    removeBundledChild();
  }
}
