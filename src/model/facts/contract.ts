import type { Location } from '../location.js';
import type { Traced } from '../traced.js';

/** `config/infrastructure_contract.yml`: what the application requires. Absent keys are absent here too. */
export interface Contract {
  readonly kind: 'contract';
  readonly path: string;
  readonly application?: {
    readonly name?: Traced<string>;
    readonly framework?: Traced<string>;
    readonly version?: Traced<string>;
  };
  readonly compute?: {
    readonly minReplicas?: Traced<number>;
    readonly maxReplicas?: Traced<number>;
    /** Bytes and millicores. */
    readonly requests?: { readonly memory?: Traced<number>; readonly cpu?: Traced<number> };
    readonly limits?: { readonly memory?: Traced<number>; readonly cpu?: Traced<number> };
  };
  readonly database?: {
    readonly adapter?: Traced<string>;
    readonly minPool?: Traced<number>;
    readonly maxPool?: Traced<number>;
    readonly requiredExtensions: readonly Traced<string>[];
  };
  readonly cache?: { readonly adapter?: Traced<string>; readonly requiredCommands: readonly Traced<string>[] };
  readonly environmentVariables?: {
    readonly required: readonly Traced<string>[];
    readonly optionalWithDefaults: Readonly<Record<string, Traced<string>>>;
  };
  readonly health?: {
    readonly livenessPath?: Traced<string>;
    readonly readinessPath?: Traced<string>;
    readonly startupTimeoutSeconds?: Traced<number>;
  };
  /** `database.pool_formula` is the formula `pool_formula`; `formulas:` adds more. */
  readonly formulas: readonly ContractFormula[];
  /** Connections that may be used of each server, by name; `postgres` is the primary one. */
  readonly budget: Readonly<
    Record<
      string,
      {
        readonly maxConnections?: Traced<number>;
        readonly reserveForOps?: Traced<number>;
        readonly otherConsumers?: Traced<number>;
        readonly perPod?: Traced<number>;
      }
    >
  >;
  /** Measured resident memory in bytes: shared base and each worker's own. */
  readonly memory?: { readonly base: Traced<number>; readonly perWorker: Traced<number> };
  readonly extraDatabaseThreads?: Traced<number>;
  readonly at: Location;
}

export interface ContractFormula {
  readonly name: string;
  /** CEL-free arithmetic over RAILS_MAX_THREADS, WEB_CONCURRENCY, … as in `RAILS_MAX_THREADS * WEB_CONCURRENCY + 2`. */
  readonly expression: Traced<string>;
  /** The left-hand side: `database.pool` unless said otherwise. */
  readonly compare: string;
  readonly operator: '>=' | '<=' | '==';
  readonly scope: 'literal' | 'process' | 'container';
  readonly bind: 'effective' | 'raw';
  readonly severity: 'error' | 'warning' | 'notice';
  readonly appliesTo?: readonly string[];
  /** The author means the comparison with one process: by `acknowledge`, or by writing `scope: literal`. */
  readonly acknowledged: boolean;
  readonly autofix: boolean;
  readonly at: Location;
}
