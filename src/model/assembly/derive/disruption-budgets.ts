import type { DisruptionBudget, Workload } from '../../facts/workload.js';
import type { ProtectedWorkload } from '../../model.js';
import type { Hop, Setting, Traced } from '../../traced.js';
import { derive, known, unknown } from '../../traced.js';
import type { EnvironmentDraft } from '../draft.js';
import { formatLabels, LabelIndex } from './label-index.js';
import { parseShare } from './pods.js';
import { total } from './total.js';
import { unmatchedBudget } from './unmatched-budget.js';

/** Each disruption budget with the workload that it selects, at its lowest replica count. */
export function deriveDisruptionBudgets({
  facts,
  processes,
  applications,
}: EnvironmentDraft): readonly ProtectedWorkload[] {
  const unread = applications.flatMap((application) => application.unread);
  const index = new LabelIndex(facts.workloads);
  const lasting = facts.workloads.filter(isLasting);
  const lowest = new Map<Workload, Traced<number>>();
  for (const { workload, process } of processes) {
    if (workload !== undefined) lowest.set(workload, process.replicas.min);
  }
  return facts.disruptionBudgets.flatMap((budget) => {
    if (budget.selector === undefined) return [byExpressions(budget)];
    const all = index.select(budget.selector, budget.placement.namespace);
    if (all.length === 0) return unmatchedBudget(budget, budget.selector, lasting, unread);
    const selected = all.filter(isLasting);
    return selected.length === 0 ? [] : protectedWorkload(budget, selected, replicasOf(budget, selected, lowest));
  });
}

/** A budget does not hold a node for pods that run to their end. */
function isLasting({ type }: Workload): boolean {
  return type !== 'Job' && type !== 'CronJob';
}

/** A budget that selects several workloads counts the pods of all of them together. */
function replicasOf(
  budget: DisruptionBudget,
  selected: readonly Workload[],
  lowest: ReadonlyMap<Workload, Traced<number>>,
): Traced<number> {
  const counts = selected.map((workload) => lowest.get(workload) ?? declaredReplicas(workload));
  const [only, ...others] = counts;
  if (only !== undefined && others.length === 0) return only;
  return total(counts, { location: budget.at, says: `selects ${selected.length} workloads` });
}

function declaredReplicas({ replicas, type }: Workload): Traced<number> {
  if (!replicas.known) return replicas;
  if (replicas.value !== null) return { ...replicas, value: replicas.value };
  return type === 'DaemonSet'
    ? unknown('outside-repository', 'the number of nodes that the DaemonSet runs on', replicas.trail)
    : derive([replicas], () => 1);
}

/** Nothing is blocked where nothing runs. */
function protectedWorkload(
  budget: DisruptionBudget,
  selected: readonly Workload[],
  replicas: Traced<number>,
): readonly ProtectedWorkload[] {
  if (replicas.known && replicas.value === 0) return [];
  const { name, at } = budget;
  const workload = selected.map((each) => each.name).join(', ');
  const hop: Hop = { location: at, says: `selects ${workload}` };
  return [
    {
      name,
      workload,
      matched: budget.changed ?? known(true, hop),
      selector: known(formatLabels(budget.selector ?? {}), hop),
      replicas,
      allowedDisruptions: allowed(budget, replicas),
      at,
    },
  ];
}

function byExpressions(budget: DisruptionBudget): ProtectedWorkload {
  const hop: Hop = { location: budget.at, says: 'selects by matchExpressions' };
  const replicas = unknown('not-computable', 'the workloads that matchExpressions select', [hop]);
  const { name, at } = budget;
  return {
    name,
    workload: 'what matchExpressions select',
    matched: replicas,
    selector: replicas,
    replicas,
    allowedDisruptions: replicas,
    at,
  };
}

/** Kubernetes rounds the percentages of both fields up. */
function allowed(
  { minAvailable, maxUnavailable, name, at }: DisruptionBudget,
  replicas: Traced<number>,
): Traced<number> {
  const share = (field: Setting<string>): Traced<((pods: number) => number) | null> => {
    if (!field.known || field.value === null) return field.known ? known(null, { location: at, says: name }) : field;
    const parsed = parseShare(field.value, 'up');
    return parsed === undefined
      ? unknown('not-computable', `\`${field.value.slice(0, 80)}\` of ${name}`, field.trail)
      : { ...field, value: parsed };
  };
  const available = share(minAvailable);
  if (!available.known) return available;
  if (available.value !== null) {
    const least = { ...available, value: available.value };
    return derive([least, replicas], (count, pods) => pods - count(pods));
  }
  const unavailable = share(maxUnavailable);
  if (!unavailable.known) return unavailable;
  if (unavailable.value === null) {
    return unknown('not-declared', `minAvailable or maxUnavailable of ${name}`, [{ location: at, says: name }]);
  }
  const most = { ...unavailable, value: unavailable.value };
  return derive([most, replicas], (count, pods) => Math.min(count(pods), pods));
}
