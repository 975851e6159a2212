import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PlumblineApp } from '../../src/app/plumbline-app.js';
import type { Service, ServiceContext } from '../../src/app/service.js';
import type { Work } from '../../src/github/work.js';
import { Metrics } from '../../src/metrics.js';
import type { AppSettings } from '../../src/settings/app-settings.js';
import { readAppSettings } from '../../src/settings.js';
import { keptLog } from './log-lines.js';

/** A running App with a service that only remembers what it was given, and all that is seen of it. */
export class RunningApp {
  readonly accepted: [Work, string][] = [];
  readonly started: ServiceContext[] = [];
  readonly failures: unknown[] = [];
  readonly kept = keptLog();
  readonly #app: PlumblineApp;
  serviceStopped = false;
  url = '';

  constructor(settings: AppSettings, startService?: (context: ServiceContext) => Promise<Service>) {
    this.#app = new PlumblineApp({
      settings,
      log: this.kept.log,
      metrics: new Metrics(),
      onFailure: (error) => this.failures.push(error),
      startService: async (context) => {
        this.started.push(context);
        return startService === undefined ? this.#service() : startService(context);
      },
    });
  }

  async start(): Promise<this> {
    this.url = `http://127.0.0.1:${await this.#app.start()}`;
    return this;
  }

  stop(): Promise<void> {
    return this.#app.stop();
  }

  /** Read where its operator reads it: in the log. */
  get setupToken(): string {
    const [, token] = /setup token: (\S+)"/.exec(this.kept.text()) ?? [];
    if (token === undefined) throw new Error('The log tells no setup token.');
    return token;
  }

  #service(): Service {
    return {
      accept: async (work, key) => void this.accepted.push([work, key]),
      reasonsNotReady: async () => [],
      stop: async () => {
        this.serviceStopped = true;
      },
    };
  }
}

export async function withDataFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-data-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export function appSettings(environment: Record<string, string>): AppSettings {
  const reading = readAppSettings({ HOST: '127.0.0.1', PORT: '0', ...environment });
  if (!reading.ok) throw new Error(reading.problems.join('\n'));
  return reading.settings;
}
