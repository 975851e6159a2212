import type { Expression } from '../expression.js';
import type { Location } from '../location.js';

/** A job processor's configuration: sidekiq.yml, a Sidekiq initializer, queue.yml, GoodJob settings. */
export type JobSettings = SidekiqSettings | SolidQueueSettings | GoodJobSettings;

export interface SidekiqSettings {
  readonly kind: 'job-settings';
  readonly system: 'sidekiq';
  readonly path: string;
  /** An initializer runs after the file and overrides it. */
  readonly origin: 'file' | 'initializer';
  readonly base: SidekiqSection;
  /** Sections named after an environment, merged over the base. */
  readonly environments: Readonly<Record<string, SidekiqSection>>;
  readonly at: Location;
}

export interface SidekiqSection {
  readonly concurrency?: Expression;
  /** Seconds that running jobs get at shutdown. */
  readonly timeout?: Expression;
  /** Each capsule's own concurrency; they add to the default one. */
  readonly capsules: readonly { readonly name: string; readonly concurrency: Expression }[];
}

export interface SolidQueueSettings {
  readonly kind: 'job-settings';
  readonly system: 'solid_queue';
  readonly path: string;
  readonly environments: Readonly<Record<string, SolidQueueSection>>;
  readonly at: Location;
}

export interface SolidQueueSection {
  readonly workers: readonly {
    readonly queues: string;
    readonly threads?: Expression;
    readonly processes?: Expression;
    readonly at: Location;
  }[];
  readonly dispatchers: number;
}

export interface GoodJobSettings {
  readonly kind: 'job-settings';
  readonly system: 'good_job';
  readonly path: string;
  readonly railsEnv?: string;
  readonly maxThreads?: Expression;
  readonly queues?: Expression;
  readonly executionMode?: Expression;
  readonly at: Location;
}
