import type { Expression } from '../expression.js';
import type { Location } from '../location.js';

/** An application server's configuration file: `config/puma.rb`, `config/puma/production.rb`. */
export interface ServerSettings {
  readonly kind: 'server-settings';
  readonly server: 'puma';
  readonly path: string;
  /** `production` for `config/puma/production.rb`, which Puma loads in place of `config/puma.rb`. */
  readonly railsEnv?: string;
  /** Absent: the file never calls `threads`. A call under a condition is a `conditional` whose other branch is null. */
  readonly threads?: { readonly min: Expression; readonly max: Expression };
  readonly workers?: Expression;
  /** Puma 8: IO-bound requests may exceed `threads` by so many. */
  readonly maxIoThreads?: Expression;
  readonly workerTimeout?: Expression;
  readonly forceShutdownAfter?: Expression;
  readonly ports: readonly Expression[];
  /** `bind`/`ssl_bind` URLs, as `tcp://0.0.0.0:3000`. */
  readonly binds: readonly Expression[];
  /** `plugin :solid_queue if ENV["SOLID_QUEUE_IN_PUMA"]`: the condition under which it is on. */
  readonly plugins: readonly { readonly name: string; readonly enabled: Expression }[];
  /** Calls that this reader cannot see through (a gem's helper that sets threads): then absent settings are unknown. */
  readonly opaqueCalls: readonly { readonly text: string; readonly at: Location }[];
  readonly at: Location;
}
