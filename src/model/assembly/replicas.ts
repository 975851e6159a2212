import type { Autoscaler, Workload } from '../facts/workload.js';
import type { Setting, Traced } from '../traced.js';
import { convert, known, unknown, via } from '../traced.js';

export interface ReplicaModel {
  readonly min: Traced<number>;
  readonly max: Traced<number>;
}

/** How many pods a workload may have: its autoscaler's bounds, its own, or its platform's default. */
export function replicaModel(workload: Workload, autoscaler: Autoscaler | undefined): ReplicaModel {
  if (autoscaler !== undefined) return { min: autoscaler.min, max: autoscaler.max };
  if (workload.scaling !== undefined) return workload.scaling;
  const declared = workload.replicas;
  if (declared.known && declared.value === null) {
    const count = defaultReplicas(workload, declared);
    return { min: count, max: count };
  }
  const count = declared as Traced<number>;
  return { min: count, max: count };
}

function defaultReplicas(workload: Workload, declared: Setting<number>): Traced<number> {
  const { type, platform, at } = workload;
  if (type === 'DaemonSet')
    return unknown('outside-repository', 'the number of nodes', [{ location: at, says: 'runs on every node' }]);
  if (platform !== 'kubernetes')
    return unknown('outside-repository', 'the count that the platform or module chooses', declared.trail);
  return via(
    convert(declared, () => 1),
    { location: at, says: `Kubernetes default: ${type} runs one` },
  );
}

/** Autoscalers by the workload that they target. */
export function indexAutoscalers(
  autoscalers: readonly Autoscaler[],
): (workload: Pick<Workload, 'type' | 'name'>) => Autoscaler | undefined {
  const byTarget = new Map(
    autoscalers.map((autoscaler) => [`${autoscaler.target.type}/${autoscaler.target.name}`, autoscaler]),
  );
  return (workload) => byTarget.get(`${workload.type}/${workload.name}`);
}

export function gracePeriod(workload: Workload | undefined, fallback: Traced<number>): Traced<number> {
  if (workload === undefined) return fallback;
  const declared = workload.gracePeriodSeconds;
  return declared.known && declared.value === null
    ? via(
        convert(declared, () => 30),
        { location: workload.at, says: 'default: 30 s between SIGTERM and SIGKILL' },
      )
    : (declared as Traced<number>);
}

export function preStop(seconds: Traced<number> | undefined, atRest: Parameters<typeof known>[1]): Traced<number> {
  return seconds ?? known(0, atRest);
}
