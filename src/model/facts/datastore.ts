import type { Location } from '../location.js';
import type { Setting } from '../traced.js';
import type { Placement } from './workload.js';

/** A database server that infrastructure code declares. */
export interface DatabaseServer {
  readonly kind: 'database-server';
  /** `rds`, `aurora`, `azure` (flexible server), `cloud-sql`, …: decides defaults and reserved connections. */
  readonly provider: 'rds' | 'aurora' | 'azure' | 'unknown';
  readonly name: string;
  readonly placement: Placement;
  /** `postgres` or `mysql`, normalised from `postgresql`, `aurora-postgresql`, … */
  readonly engine: Setting<string>;
  readonly version: Setting<string>;
  /** `db.t3.small`, `GP_Standard_D2ds_v4`, `db.serverless`. */
  readonly instanceClass: Setting<string>;
  /** The `max_connections` parameter as written: a number or a formula of DBInstanceClassMemory; null → the provider's default. */
  readonly maxConnections: Setting<string>;
  /** Aurora Serverless v2 capacity, in ACU. */
  readonly serverlessCapacity?: { readonly min: Setting<number>; readonly max: Setting<number> };
  /** `rds.allowed_extensions` / `azure_extensions`, lower case; null when nothing restricts them (RDS) … */
  readonly allowedExtensions: Setting<readonly string[]>;
  /** … but Azure's empty list allows none. */
  readonly extensionsDefault: 'all-of-provider' | 'none';
  readonly preloadLibraries: Setting<readonly string[]>;
  /** Reads only (a replica): counts connections of `replica` configurations. */
  readonly readOnly: boolean;
  readonly at: Location;
}

/** A Redis or Valkey server that infrastructure code declares. */
export interface CacheServer {
  readonly kind: 'cache-server';
  readonly provider: 'elasticache' | 'elasticache-serverless' | 'azure' | 'container' | 'unknown';
  readonly name: string;
  readonly placement: Placement;
  readonly engine: Setting<string>;
  readonly version: Setting<string>;
  readonly tls: Setting<boolean>;
  /** ElastiCache `transit_encryption_mode`. */
  readonly tlsMode: Setting<string>;
  /** `maxmemory-policy`; null → the provider's default. */
  readonly evictionPolicy: Setting<string>;
  readonly authToken: Setting<boolean>;
  readonly at: Location;
}
