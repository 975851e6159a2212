import type { Expression } from '../expression.js';
import type { Location } from '../location.js';
import type { Slot } from '../traced.js';

/** `config/database.yml`, with aliases and merge keys resolved. */
export interface DatabaseSettings {
  readonly kind: 'database-settings';
  readonly path: string;
  /** True for `.sample`/`.example`: weak evidence, used only when the image copies it or no other file exists. */
  readonly sample: boolean;
  /** By Rails environment, then in file order; the first entry of an environment (or `primary`) is the primary one. */
  readonly environments: Readonly<Record<string, readonly DatabaseConfig[]>>;
  /** The file builds its structure in a way that is not evaluated: nothing may be concluded from what is absent. */
  readonly opaque?: { readonly text: string; readonly at: Location };
  readonly at: Location;
}

/** One connection configuration, and so one pool per process. */
export interface DatabaseConfig {
  readonly name: string;
  readonly adapter?: Expression;
  readonly pool?: Expression;
  /** Rails 8.1's name of `pool`. */
  readonly maxConnections?: Expression;
  readonly url?: Expression;
  readonly host?: Expression;
  readonly port?: Expression;
  readonly database?: Expression;
  readonly preparedStatements?: Expression;
  readonly replica: boolean;
  /** `database_tasks: false`, `migrations_paths` and the like do not matter here. Where a `pool:` line would go. */
  readonly poolSlot?: Slot;
  readonly at: Location;
}
