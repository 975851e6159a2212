import type { Autoscaler, Workload } from '../../facts/workload.js';
import type { AutoscaledWorkload } from '../../model.js';
import type { Hop, Setting, Traced } from '../../traced.js';
import { known, unknown } from '../../traced.js';
import type { EnvironmentDraft } from '../draft.js';
import { sameNamespace } from './label-index.js';

/** Each autoscaler with the workload that it targets. */
export function deriveAutoscalers({ facts }: EnvironmentDraft): readonly AutoscaledWorkload[] {
  const byName = new Map<string, Workload[]>();
  const types = new Set<string>();
  for (const workload of facts.workloads) {
    types.add(workload.type);
    const key = `${workload.type}/${workload.name}`;
    const sharing = byName.get(key);
    if (sharing === undefined) byName.set(key, [workload]);
    else sharing.push(workload);
  }
  return facts.autoscalers.map((autoscaler) => {
    const { target, placement } = autoscaler;
    const workload = byName
      .get(`${target.type}/${target.name}`)
      ?.find((candidate) => sameNamespace(candidate.placement.namespace, placement.namespace));
    return autoscaled(autoscaler, workload, types.has(target.type));
  });
}

function autoscaled(
  { name, type, target, min, max, at }: Autoscaler,
  workload: Workload | undefined,
  typeWasRead: boolean,
): AutoscaledWorkload {
  const hop: Hop = { location: target.at, says: `targets ${target.type} ${target.name}` };
  const absent = unknown('outside-repository', `${target.type} ${target.name}`, [hop]);
  const targetFound: Traced<boolean> =
    workload !== undefined
      ? known(true, { location: workload.at, says: `declares ${workload.type} ${workload.name}` }, hop)
      : typeWasRead
        ? known(false, hop)
        : absent;
  const declaredReplicas: Setting<number> = workload?.replicas ?? absent;
  return { name, type, target: { type: target.type, name: target.name }, targetFound, min, max, declaredReplicas, at };
}
