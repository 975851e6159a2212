import type { DeliveryReceiver } from '../github/delivery.js';
import { type Edge, startEdge } from '../github/edge/edge.js';
import { createReceiver } from '../github/probot-receiver.js';
import { loadCredentials, storeCredentials } from '../github/setup/credential-file.js';
import { Setup } from '../github/setup/setup.js';
import type { Log } from '../log/log.js';
import type { Metrics } from '../metrics.js';
import type { AppSettings } from '../settings/app-settings.js';
import type { Credentials } from '../settings/credentials.js';
import type { Service, StartService } from './service.js';

export interface PlumblineAppOptions {
  readonly settings: AppSettings;
  readonly startService: StartService;
  readonly log: Log;
  readonly metrics: Metrics;
  /** The service did not start after setup; the credentials are stored, so that a new start will try again. */
  readonly onFailure: (error: unknown) => void;
}

/** The settings or what setup stored cannot be used. The message says what to do. */
export class UnusableSettings extends Error {}

/** The GitHub App: serves with credentials, and is set up without. */
export class PlumblineApp {
  readonly #options: PlumblineAppOptions;
  #edge: Edge | undefined;
  #setup: Setup | undefined;
  #service: Service | undefined;
  #receiver: DeliveryReceiver | undefined;
  /** Stopping waits for the start of the service, so that nothing is left behind. */
  #starting: Promise<void> | undefined;

  constructor(options: PlumblineAppOptions) {
    this.#options = options;
  }

  /** Resolves when it listens and, with credentials, serves. Gives the port. */
  async start(): Promise<number> {
    const { settings, log } = this.#options;
    const credentials = settings.credentials ?? (await this.#storedCredentials());
    this.#edge = await this.#listen();
    const { port } = this.#edge;
    log.info('Plumbline listens', { port });
    if (credentials === undefined) this.#beginSetup(port);
    else await this.#begin(credentials);
    return port;
  }

  /** Answers what came in, then ends the work. */
  async stop(): Promise<void> {
    await this.#edge?.stop();
    await Promise.allSettled([this.#starting]);
    await this.#service?.stop();
  }

  async #listen(): Promise<Edge> {
    const { settings, metrics, log } = this.#options;
    const { host, port } = settings;
    try {
      return await startEdge({
        host,
        port,
        receiver: () => this.#receiver,
        reasonsNotReady: async () => this.#reasonsNotReady(),
        pages: () => this.#setup,
        metrics,
        log,
      });
    } catch (cause) {
      throw new Error(`Plumbline cannot listen on port ${port} of ${host}. Set PORT and HOST to what is free here.`, {
        cause,
      });
    }
  }

  async #storedCredentials(): Promise<Credentials | undefined> {
    const { settings, log } = this.#options;
    const stored = await loadCredentials(settings.dataDirectory);
    if (stored.state === 'broken') throw new UnusableSettings(stored.problem);
    if (stored.state === 'none') return undefined;
    if (stored.readableByOthers) {
      log.warn('Every user of this machine can read the stored credentials. Take that right away from the file.');
    }
    return stored.credentials;
  }

  #beginSetup(port: number): void {
    const { settings, log, onFailure } = this.#options;
    this.#setup = new Setup({
      github: settings.github,
      publicUrl: settings.publicUrl,
      store: (credentials) => storeCredentials(settings.dataDirectory, credentials),
      onDone: (credentials) => {
        this.#setup = undefined;
        this.#begin(credentials).catch(onFailure);
      },
      log,
    });
    const address = settings.publicUrl ?? `http://localhost:${port}`;
    // A warning, so that a quiet log has it too.
    log.warn(`There is no GitHub App yet. Open ${address}/setup and enter this setup token: ${this.#setup.token}`);
  }

  #begin(credentials: Credentials): Promise<void> {
    this.#starting = this.#serve(credentials);
    return this.#starting;
  }

  async #serve(credentials: Credentials): Promise<void> {
    const { settings, startService, log, metrics } = this.#options;
    const service = await startService({ settings, credentials, log, metrics });
    this.#service = service;
    this.#receiver = await createReceiver({
      credentials,
      apiUrl: settings.github.apiUrl,
      accept: (work, key) => service.accept(work, key),
      log,
    });
    log.info('Plumbline serves', { executor: settings.executorId });
  }

  async #reasonsNotReady(): Promise<readonly string[]> {
    if (this.#setup !== undefined) return ['there is no GitHub App yet; open /setup'];
    if (this.#service === undefined || this.#receiver === undefined) return ['it is starting'];
    return this.#service.reasonsNotReady();
  }
}
