import type { Contract, ContractFormula } from './facts/contract.js';
import type { Location } from './location.js';
import type { Setting, Traced } from './traced.js';

/**
 * The joined model: what really runs where, with which values. Plain data; rules, reporters, fixes and (later) drift see
 * nothing else. Every leaf is `Traced`, or a `Setting` whose null means "declared nowhere".
 */
export interface Model {
  readonly environments: readonly Environment[];
  readonly contract?: Contract;
}

/** One place of deployment, as `production`. Nothing of another environment is ever mixed into it. */
export interface Environment {
  readonly name: string;
  /** The files that declare something of this environment: its own sorted, then those that it shares with others. */
  readonly sources: readonly string[];
  readonly processes: readonly Process[];
  readonly databases: readonly Database[];
  readonly caches: readonly Cache[];
  readonly autoscalers: readonly AutoscaledWorkload[];
  readonly disruptionBudgets: readonly ProtectedWorkload[];
  readonly probes: readonly ProcessProbe[];
  readonly servicePorts: readonly ServicePort[];
  readonly references: readonly Reference[];
  readonly variableNeeds: readonly VariableNeed[];
  readonly extensions: readonly ExtensionNeed[];
  readonly contractFormulas: readonly FormulaCase[];
  readonly contractVariables: readonly ContractVariable[];
}

export const PROCESS_KINDS = [
  'web',
  'sidekiq',
  'solid_queue',
  'good_job',
  'que',
  'delayed_job',
  'resque',
  'one-shot',
  'other',
  'unknown',
] as const;
/** `other`: recognised as no process of the application (nginx, redis). `unknown`: the command says nothing. */
export type ProcessKind = (typeof PROCESS_KINDS)[number];

/** One container of one workload: the unit in which variables, threads and pools have a value. */
export interface Process {
  /** `Deployment/web/rails-app`: workload type, workload, container. Unique within its environment. */
  readonly id: string;
  /** The container's name, or the workload's when that says more; for messages. */
  readonly name: string;
  readonly environment: string;
  readonly kind: ProcessKind;
  readonly workload: { readonly type: string; readonly name: string; readonly at: Location };
  readonly container: string;
  /** False for a process that a Procfile or an image names and nothing in the repository deploys: its platform may set more. */
  readonly deployed: boolean;
  /** The final long-running command, as people would type it. */
  readonly command: Traced<string>;
  /** RAILS_ENV, else RACK_ENV, else what is assumed. Null for a foreign program (`other`), which runs no Rails. */
  readonly railsEnv: Setting<string>;
  readonly replicas: { readonly min: Traced<number>; readonly max: Traced<number> };
  /** Threads that serve requests, per process (`max` without Puma 8's IO threads). Null for what is no web server. */
  readonly threads: { readonly min: Setting<number>; readonly max: Setting<number> };
  readonly maxIoThreads: Setting<number>;
  /** Puma's `workers`: 0 is single mode. Null for what is no web server. */
  readonly workers: Setting<number>;
  /** Operating system processes that each own a pool: max(1, workers), or the job processes of the container. */
  readonly processes: Traced<number>;
  /** `literal`, `variable`, `host-cpus` (the node's), `container-cpus` (the cgroup quota), `default`: what decides `workers`. */
  readonly workersSource: Setting<string>;
  /** Job threads of one job process: the sum over Sidekiq's capsules, the largest Solid Queue worker. Null without jobs. */
  readonly concurrency: Setting<number>;
  /** Seconds that running jobs get at shutdown. Null without jobs. */
  readonly shutdownTimeout: Setting<number>;
  /** Active Record's pool of each database configuration, for one OS process. `primary` exists whenever a database is used. */
  readonly pools: readonly Pool[];
  /** The primary pool's size; null = unlimited (Rails >= 8.1) or no database. */
  readonly pool: Setting<number>;
  /** The Rails environment for which config/database.yml has no section, so that the pool is the default; null otherwise. */
  readonly missingSection: Setting<string>;
  /** The database adapter of the primary pool, as `postgresql`; null without a database. */
  readonly databaseAdapter: Setting<string>;
  /** Threads besides those that serve requests or jobs which take connections from the primary pool (async queries, Action Cable, jobs in the web process, the contract's). */
  readonly extraDatabaseThreads: Traced<number>;
  readonly memory: { readonly request: Setting<number>; readonly limit: Setting<number> };
  readonly cpu: { readonly request: Setting<number>; readonly limit: Setting<number> };
  readonly gracePeriodSeconds: Traced<number>;
  readonly preStopSeconds: Traced<number>;
  readonly variables: readonly Variable[];
  /** True when variables may exist that were not read (an opaque Secret, an operator): absence proves nothing. */
  readonly openVariables: Traced<boolean>;
  /** RAILS_MAX_THREADS (or the variable in its place) as set for this container, next to the `threads.max` that takes effect; null when nothing sets it or the two agree by construction. */
  readonly ignoredVariables: readonly IgnoredVariable[];
  readonly webConcurrency: WebConcurrency;
  /** Versions that decide behaviour, from Gemfile.lock: `puma`, `rails`, `sidekiq`, … as "7.2.1". */
  readonly gems: Readonly<Record<string, Traced<string>>>;
  readonly at: Location;
}

export interface Pool {
  readonly database: string;
  readonly size: Setting<number>;
  /** A connection configuration marked `replica: true`. */
  readonly replica: boolean;
}

/** One environment variable of one container, after precedence. */
export interface Variable {
  readonly name: string;
  /** Null: declared, but removed or empty by reference. Values of Secrets are unknown. */
  readonly value: Traced<string>;
  /** The manifest gives a YAML number or boolean, which Kubernetes refuses. */
  readonly notString?: true;
}

/** A variable that is set for a process while the setting it is meant for takes another value. */
export interface IgnoredVariable {
  readonly name: string;
  readonly declared: Traced<string>;
  /** `threads`, `workers`, `concurrency`. */
  readonly setting: string;
  readonly effective: Traced<number>;
}

/** What WEB_CONCURRENCY (or what stands in puma.rb's `workers`) comes to. */
export interface WebConcurrency {
  /** As set; null when nothing sets it. */
  readonly value: Setting<string>;
  /** `number`, `unset`, `processor-count`, `crash` (boot fails), `single` (misread as 0: silently one process). Null for no web server. */
  readonly outcome: Setting<string>;
  /** How the value reaches Puma, as "`workers` in config/puma.rb"; for messages. */
  readonly reader: Setting<string>;
}

/** A database server, and what the processes of its environment may ask of it. */
export interface Database {
  readonly name: string;
  readonly provider: string;
  readonly engine: Setting<string>;
  readonly version: Setting<string>;
  readonly instanceClass: Setting<string>;
  /** Connections that applications may use: certain lower and upper bound (equal when declared exactly). */
  readonly usable: { readonly low: Traced<number>; readonly high: Traced<number> };
  readonly demand: ConnectionDemand;
  readonly at: Location;
}

export interface ConnectionDemand {
  /** Connections at full scale, counting min(pool, threads) per process, plus `ops`. */
  readonly steady: Traced<number>;
  /** The same during a rolling update: pods + surge. */
  readonly rollout: Traced<number>;
  /** Old and new pods together, while old ones drain. */
  readonly draining: Traced<number>;
  /** Every pool filled. */
  readonly ceiling: Traced<number>;
  readonly ops: Traced<number>;
  /** The multiplication table, largest first. Text as `web: 10 pods × 3 processes × 5 = 150`. */
  readonly lines: readonly DemandLine[];
  /** The web workload's pods from which on connections are refused on the low estimate; null when it fits. */
  readonly breaksAtPods: Setting<number>;
  /** Longest grace period among the consumers, in seconds. */
  readonly longestGraceSeconds: Traced<number>;
}

export interface DemandLine {
  readonly process: string;
  readonly pods: Traced<number>;
  readonly processes: Traced<number>;
  readonly connections: Traced<number>;
  readonly total: Traced<number>;
}

/** A Redis or Valkey server and who uses it. */
export interface Cache {
  readonly name: string;
  readonly provider: string;
  readonly engine: Setting<string>;
  readonly version: Setting<string>;
  readonly tls: Setting<boolean>;
  /** After the provider's default (ElastiCache: volatile-lru; a plain server: noeviction). */
  readonly evictionPolicy: Traced<string>;
  /** Names of the job processors that keep jobs on it, as `Sidekiq 7.3.2`; empty when none is known to. */
  readonly jobConsumers: Traced<readonly string[]>;
  /** Also the Rails cache store. */
  readonly cacheStore: Traced<boolean>;
  /** The lowest version that its clients accept, as "6.2", and who asks for it; null when nobody states one. */
  readonly requiredVersion: Setting<string>;
  readonly requiredBy: Setting<string>;
  /** -1, 0, 1: `version` against `requiredVersion`; null when nothing is required. */
  readonly versionOrder: Setting<number>;
  readonly at: Location;
}

/** An autoscaler with the workload it targets. */
export interface AutoscaledWorkload {
  readonly name: string;
  readonly type: string;
  readonly target: { readonly type: string; readonly name: string };
  /** False: no workload of that name exists among those read. */
  readonly targetFound: Traced<boolean>;
  readonly min: Traced<number>;
  readonly max: Traced<number>;
  /** `spec.replicas` of the target as declared; null when left out. */
  readonly declaredReplicas: Setting<number>;
  readonly at: Location;
}

/** A disruption budget with the workload it protects. */
export interface ProtectedWorkload {
  readonly name: string;
  readonly workload: string;
  /** False: its labels select none of the workloads that were read. What follows is then unknown. */
  readonly matched: Traced<boolean>;
  /** The labels that it selects, as `app=web,tier=front`. */
  readonly selector: Traced<string>;
  readonly replicas: Traced<number>;
  /** Pods that may be evicted at once; 0 or less blocks every node drain. */
  readonly allowedDisruptions: Traced<number>;
  readonly at: Location;
}

/** One probe of one process. */
export interface ProcessProbe {
  readonly process: Process;
  /** `liveness`, `readiness`, `startup`. */
  readonly name: string;
  readonly action: string;
  readonly path: Setting<string>;
  readonly port: Setting<number>;
  readonly scheme: string;
  /** `no`, `same-host` (301 to https on the same port), `other-host`: what force_ssl does to it. */
  readonly redirect: Traced<string>;
  /** Ports on which something in the pod listens. */
  readonly listeners: Traced<readonly number[]>;
  /** True: the port's name is defined, or it is a number. */
  readonly portDefined: Traced<boolean>;
  /** Of an exec probe `direct` or `needs-shell`: its words make sense to a shell only, and none is started. Null for others. */
  readonly execution: Setting<string>;
  /** The first word of an exec probe's command; null for others. */
  readonly program: Setting<string>;
  readonly initialDelaySeconds: Traced<number>;
  readonly periodSeconds: Traced<number>;
  readonly failureThreshold: Traced<number>;
  readonly at: Location;
}

/** One port of a Service with the process that it leads to. */
export interface ServicePort {
  readonly service: string;
  readonly port: number;
  readonly process: Process;
  readonly targetPort: Setting<number>;
  readonly portDefined: Traced<boolean>;
  readonly listeners: Traced<readonly number[]>;
  /** Requests are held back until a probe of the pod, for readiness or startup, has succeeded. */
  readonly readiness: Traced<boolean>;
  readonly at: Location;
}

/** A container's reference to a ConfigMap or Secret, or to a key of it. */
export interface Reference {
  readonly process: Process;
  /** `ConfigMap`, `Secret`. */
  readonly type: string;
  readonly object: Traced<string>;
  /** Null for a whole object (`envFrom`). */
  readonly key: Setting<string>;
  /** Empty where several variables may wait for one object that was not found. */
  readonly variable: string;
  readonly optional: boolean;
  /** `found`, `key-missing`, `object-missing`, `malformed`. Unknown when an operator fills the object or it lives elsewhere. */
  readonly state: Traced<string>;
  /** The keys that the object has, sorted and joined, for the message; null when there is no object. */
  readonly presentKeys: Setting<string>;
  /** The one close name, if any. */
  readonly suggestion: Setting<string>;
  /** The same object is referenced but not found, while other objects of its type are declared in this environment. */
  readonly typeIsDeclaredHere: Traced<boolean>;
  readonly at: Location;
}

/** A variable that the code of a process requires. */
export interface VariableNeed {
  readonly process: Process;
  readonly name: string;
  /** `load` or `call`. */
  readonly phase: string;
  readonly form: string;
  /** False: nothing provides it. Unknown: an opaque source may. */
  readonly provided: Traced<boolean>;
  /** Another process of this environment that has it, and from where: `web (Secret/payments)`; null when none does. */
  readonly sibling: Setting<string>;
  readonly at: Location;
}

/** A PostgreSQL extension that the schema or the contract needs, on one server. */
export interface ExtensionNeed {
  readonly database: string;
  readonly name: string;
  /** Which of the two asks for it: each makes a need of its own. */
  readonly declaredBy: 'schema' | 'contract';
  /** `yes`, `no` (an allow list lacks it), `needs-preload` (shared_preload_libraries lacks it). */
  readonly available: Traced<string>;
  /** The allow list, joined, for messages; null when nothing restricts extensions. */
  readonly allowed: Setting<string>;
  readonly at: Location;
}

/** One formula of the contract, bound for one process. */
export interface FormulaCase {
  readonly formula: ContractFormula;
  readonly process: Process;
  /** Unknown names the variable that is not known. */
  readonly required: Traced<number>;
  readonly actual: Setting<number>;
  /** The expression multiplies a number of one process (threads, concurrency, a pool) by a number of processes. */
  readonly multipliesProcesses: Traced<boolean>;
  /** `actual operator required`, in the formula's scope. */
  readonly met: Traced<boolean>;
  /** How the number came about: `RAILS_MAX_THREADS 5 × WEB_CONCURRENCY 3 + 2`. */
  readonly binding: Traced<string>;
  readonly at: Location;
}

/** A variable that the contract requires, for one process of the application. */
export interface ContractVariable {
  readonly process: Process;
  readonly name: string;
  readonly provided: Traced<boolean>;
  readonly at: Location;
}
