import type { AcceptWork } from '../github/probot-receiver.js';
import type { Log } from '../log/log.js';
import type { Metrics } from '../metrics.js';
import type { AppSettings } from '../settings/app-settings.js';
import type { Credentials } from '../settings/credentials.js';

/** Everything behind the edge: what stores work, and does it. */
export interface Service {
  readonly accept: AcceptWork;
  /** Why work cannot be accepted or done at the moment, in words for whoever looks after the server; empty when it can. */
  reasonsNotReady(): Promise<readonly string[]>;
  /** Takes no new work, ends or leaves to others what is being done, and lets go of the database and of child processes. */
  stop(): Promise<void>;
}

/** What a service is started with. */
export interface ServiceContext {
  readonly settings: AppSettings;
  readonly credentials: Credentials;
  readonly log: Log;
  readonly metrics: Metrics;
}

export type StartService = (context: ServiceContext) => Promise<Service>;
