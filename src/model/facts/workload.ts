import type { Location } from '../location.js';
import type { Setting, Traced, Unknown } from '../traced.js';
import type { Command } from './image.js';

/** Words about where a deployed thing belongs: the file's path is in its location, these are the rest. */
export interface Placement {
  readonly namespace?: string;
  /** An environment that the reader knows for certain (a tfvars file's, a compose profile's). */
  readonly environment?: string;
  /** The folder of the kustomize overlay that applies it, where several overlays build on one base. */
  readonly overlay?: string;
}

/** Something that runs containers: a Deployment, a CronJob, an ECS service with its task, a module call that makes one. */
export interface Workload {
  readonly kind: 'workload';
  readonly platform: 'kubernetes' | 'ecs' | 'module';
  /** The type in the platform's word: `Deployment`, `CronJob`, `StatefulSet`, `aws_ecs_service`. */
  readonly type: string;
  readonly name: string;
  readonly placement: Placement;
  readonly podLabels: Readonly<Record<string, string>>;
  /** The declared count; null when it is left out. Not meaningful for Job and CronJob (parallelism, default 1). */
  readonly replicas: Setting<number>;
  /** Bounds that the same declaration gives (an ECS scaling target, a module's min/max); Kubernetes uses `Autoscaler`. */
  readonly scaling?: { readonly min: Traced<number>; readonly max: Traced<number> };
  readonly containers: readonly Container[];
  /** Seconds between SIGTERM and SIGKILL; null when left out (Kubernetes and ECS then give 30), with an inserting slot. */
  readonly gracePeriodSeconds: Setting<number>;
  readonly rollout: Rollout;
  readonly annotations: Readonly<Record<string, string>>;
  /** Present where a kustomization may change labels, ports and probes in a way that is not followed. */
  readonly changed?: Unknown;
  readonly at: Location;
}

export interface Rollout {
  readonly strategy: 'RollingUpdate' | 'Recreate' | 'OnDelete' | 'none';
  /** As written: `25%` or `1`; null when left out. */
  readonly maxSurge: Setting<string>;
  readonly maxUnavailable: Setting<string>;
}

export interface Container {
  readonly name: string;
  /** An init container with `restartPolicy: Always` is a sidecar, like every further main container. */
  readonly role: 'main' | 'init' | 'sidecar';
  readonly image: Setting<string>;
  /** Kubernetes `command` (replaces ENTRYPOINT and CMD) and `args` (replaces CMD). */
  readonly command?: Command;
  readonly args?: Command;
  /** In file order; a repeated name counts last. */
  readonly env: readonly VariableEntry[];
  /** In file order; a later source wins, and `env` wins over all. */
  readonly envFrom: readonly VariableSource[];
  /** Bytes; null when left out. */
  readonly memory: { readonly request: Setting<number>; readonly limit: Setting<number> };
  /** Millicores; null when left out. */
  readonly cpu: { readonly request: Setting<number>; readonly limit: Setting<number> };
  readonly ports: readonly { readonly name?: string; readonly number: Traced<number> }[];
  readonly probes: { readonly liveness?: Probe; readonly readiness?: Probe; readonly startup?: Probe };
  /** Present where a probe is declared that could not be read: those that are missing from `probes` may exist. */
  readonly hiddenProbe?: Unknown;
  readonly preStop?: { readonly seconds: Traced<number> };
  /** A place to add an `env` entry: value text is the entry's value, `prefix` holds `- name: X\n  value: "` with `{name}` for X. */
  readonly variableSlot?: {
    readonly path: string;
    readonly offset: number;
    readonly prefix: string;
    readonly suffix: string;
  };
  readonly at: Location;
}

/** One entry of `env`. */
export interface VariableEntry {
  readonly name: string;
  readonly at: Location;
  readonly from:
    | {
        readonly source: 'value';
        readonly value: Traced<string> /** A YAML number or boolean: Kubernetes refuses it. */;
        readonly notString: boolean;
      }
    | {
        readonly source: 'config-map' | 'secret';
        readonly object: Traced<string>;
        readonly key: Traced<string>;
        readonly optional: boolean;
      }
    | { readonly source: 'field'; readonly path: string }
    /** Given by the platform from a store outside the repository (ECS `secrets`, Key Vault). */
    | { readonly source: 'external'; readonly detail: string }
    /** The entry is malformed, so that Kubernetes would refuse it (`jey:` for `key:`). */
    | { readonly source: 'invalid'; readonly detail: string };
}

/** One entry of `envFrom`. */
export interface VariableSource {
  readonly source: 'config-map' | 'secret' | 'external' | 'invalid';
  readonly object: Traced<string>;
  readonly prefix: string;
  readonly optional: boolean;
  readonly at: Location;
}

export interface Probe {
  readonly action: 'http' | 'tcp' | 'exec' | 'grpc';
  readonly path?: Traced<string>;
  /** Number or the name of a container port, as written. */
  readonly port?: Traced<string>;
  readonly scheme: 'HTTP' | 'HTTPS';
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly initialDelaySeconds: Traced<number>;
  readonly periodSeconds: Traced<number>;
  readonly failureThreshold: Traced<number>;
  readonly timeoutSeconds: Traced<number>;
  readonly command?: Command;
  /** Where an `httpHeaders` block would be inserted (prefix ready, value = the header's value). */
  readonly headerSlot?: {
    readonly path: string;
    readonly offset: number;
    readonly prefix: string;
    readonly suffix: string;
  };
  readonly at: Location;
}

/** A ConfigMap or Secret, or what stands for one (SealedSecret, ExternalSecret, `kubernetes_secret`, a module's env map). */
export interface ConfigSource {
  readonly kind: 'config-source';
  readonly type: 'ConfigMap' | 'Secret';
  readonly name: string;
  readonly placement: Placement;
  /** Text data by key. A Secret's values are always unknown with reason `hidden-in-secret`; they never leave the parser. */
  readonly data: Readonly<Record<string, Traced<string>>>;
  /** Keys that exist only as `binaryData`: not usable as variables. */
  readonly binaryKeys: readonly string[];
  /** Filled by an operator from elsewhere: keys beyond those listed may exist. */
  readonly open: boolean;
  readonly at: Location;
}

/** HorizontalPodAutoscaler or KEDA ScaledObject. */
export interface Autoscaler {
  readonly kind: 'autoscaler';
  readonly type: string;
  readonly name: string;
  readonly placement: Placement;
  readonly target: { readonly type: string; readonly name: string; readonly at: Location };
  readonly min: Traced<number>;
  readonly max: Traced<number>;
  readonly at: Location;
}

export interface DisruptionBudget {
  readonly kind: 'disruption-budget';
  readonly name: string;
  readonly placement: Placement;
  /** matchLabels; undefined with matchExpressions, which are not evaluated. */
  readonly selector?: Readonly<Record<string, string>>;
  /** As written: `1` or `50%`; null when left out. */
  readonly minAvailable: Setting<string>;
  readonly maxUnavailable: Setting<string>;
  /** As for a workload: `selector` is then not certain. */
  readonly changed?: Unknown;
  readonly at: Location;
}

export interface Service {
  readonly kind: 'service';
  readonly name: string;
  readonly placement: Placement;
  readonly selector: Readonly<Record<string, string>>;
  /** `targetPort` as written (a number or a port's name); Kubernetes uses `port` when it is left out. */
  readonly ports: readonly {
    readonly name?: string;
    readonly port: number;
    readonly targetPort: Traced<string>;
    readonly at: Location;
  }[];
  readonly at: Location;
}
