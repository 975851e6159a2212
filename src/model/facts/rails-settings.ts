import type { Expression } from '../expression.js';
import type { Location } from '../location.js';

/** `config/application.rb` (no `railsEnv`), `config/environments/production.rb`, or an initializer that sets the same. */
export interface RailsSettings {
  readonly kind: 'rails-settings';
  readonly path: string;
  readonly railsEnv?: string;
  /** By the name after `config.`: `force_ssl`, `assume_ssl`, `active_record.async_query_executor`, `active_job.queue_adapter`, … */
  readonly settings: Readonly<Record<string, Expression>>;
  /** `config.ssl_options`, when set. */
  readonly sslOptions?: SslOptions;
  readonly at: Location;
}

export interface SslOptions {
  /** `redirect: false`. */
  readonly redirectOff: boolean;
  /** `redirect: { host: "…" }`. */
  readonly redirectHost?: string;
  /** The paths that `redirect: { exclude: ->(request) { … } }` lets through; undefined when the lambda is not understood. */
  readonly excludes?: readonly PathPattern[];
  /** True when there is an exclude lambda that is not understood. */
  readonly excludeUnknown: boolean;
  readonly at: Location;
}

export interface PathPattern {
  readonly match: 'equals' | 'starts-with' | 'regexp';
  readonly text: string;
}
