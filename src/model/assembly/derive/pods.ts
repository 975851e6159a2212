import type { Rollout } from '../../facts/workload.js';
import type { Traced } from '../../traced.js';
import { convert, derive, unknown } from '../../traced.js';
import type { ProcessDraft } from '../draft.js';

/** Pods of a process's workload at full scale, and while a new version is rolled out. */
interface Pods {
  readonly steady: Traced<number>;
  /** With the surge that the strategy allows. */
  readonly rollout: Traced<number>;
  /** Old and new pods together: terminating pods count for no limit of Kubernetes. */
  readonly draining: Traced<number>;
}

/** Kubernetes' default, and that of ECS (`deployment_maximum_percent` 200). */
const DEFAULT_SURGE = { kubernetes: '25%', ecs: '100%' } as const;

/** Types that replace their pods one by one in place, or run to the end. */
const WITHOUT_SURGE = new Set(['StatefulSet', 'Job', 'CronJob']);

export function podsOf(draft: ProcessDraft): Pods {
  const { process, workload } = draft;
  if (process.workload.type === 'DaemonSet') {
    const nodes = unknown('outside-repository', 'the number of nodes that the DaemonSet runs on', [
      { location: process.workload.at, says: `DaemonSet ${process.workload.name}` },
    ]);
    return { steady: nodes, rollout: nodes, draining: nodes };
  }
  const steady = process.replicas.max;
  const rolling = workload?.rollout.strategy === 'RollingUpdate' && !WITHOUT_SURGE.has(process.workload.type);
  if (workload === undefined || !rolling) return { steady, rollout: steady, draining: steady };
  const surge = surgeOf(workload.rollout, workload.platform, process.name);
  return {
    steady,
    rollout: derive([steady, surge], (pods, share) => pods + share(pods)),
    draining: derive([steady], (pods) => 2 * pods),
  };
}

function surgeOf(
  { maxSurge }: Rollout,
  platform: 'kubernetes' | 'ecs' | 'module',
  name: string,
): Traced<(pods: number) => number> {
  if (!maxSurge.known) return maxSurge;
  if (maxSurge.value === null && platform === 'module') {
    return unknown('outside-repository', `the surge that the module of ${name} allows`, maxSurge.trail);
  }
  const text = maxSurge.value ?? DEFAULT_SURGE[platform === 'ecs' ? 'ecs' : 'kubernetes'];
  const share = parseShare(text, 'up');
  return share === undefined
    ? unknown('not-computable', `maxSurge \`${text}\``, maxSurge.trail)
    : convert(maxSurge, () => share);
}

/** `25%` or `1` of some pods. Percentages are exact: whole numbers, rounded as Kubernetes does for the field. */
export function parseShare(text: string, rounding: 'up' | 'down'): ((pods: number) => number) | undefined {
  const match = /^(\d{1,9})(%?)$/.exec(text.trim());
  if (match === null) return undefined;
  const number = Number(match[1]);
  if (match[2] === '') return () => number;
  return (pods) => (rounding === 'up' ? Math.ceil((pods * number) / 100) : Math.floor((pods * number) / 100));
}
