import type { DisruptionBudget, Workload } from '../../facts/workload.js';
import type { ProtectedWorkload } from '../../model.js';
import type { Hop, Traced } from '../../traced.js';
import { known, unknown } from '../../traced.js';
import { formatLabels, sameNamespace } from './label-index.js';

type Labels = Readonly<Record<string, string>>;

/** A budget whose labels no workload has; nothing is said where no workload of the cluster is declared beside it. */
export function unmatchedBudget(
  budget: DisruptionBudget,
  selector: Labels,
  workloads: readonly Workload[],
  unread: readonly string[],
): readonly ProtectedWorkload[] {
  const beside = workloads.filter(
    ({ platform, placement }) => platform !== 'ecs' && sameNamespace(placement.namespace, budget.placement.namespace),
  );
  if (beside.length === 0) return [];
  const { name, at } = budget;
  const labels = formatLabels(selector);
  const hop: Hop = { location: at, says: `selects ${labels}` };
  const nothing = unknown('not-declared', `the pods that ${name} selects`, [hop]);
  return [
    {
      name,
      workload: 'no workload',
      matched: budget.changed ?? hiddenMatch(budget, selector, beside, unread) ?? known(false, hop),
      selector: known(labels, hop),
      replicas: nothing,
      allowedDisruptions: nothing,
      at,
    },
  ];
}

/** Why a workload may still have the labels: a template fills them in, a file was not read, or an operator runs the pods. */
function hiddenMatch(
  { name, at }: DisruptionBudget,
  selector: Labels,
  workloads: readonly Workload[],
  unread: readonly string[],
): Traced<never> | undefined {
  const hop: Hop = { location: at, says: `selects ${formatLabels(selector)}` };
  const open = workloads.find((workload) => mayHave(workload, selector));
  if (open !== undefined) {
    const workload: Hop = { location: open.at, says: `declares ${open.type} ${open.name}` };
    return unknown('template-not-rendered', `the labels of ${open.name}`, [workload, hop]);
  }
  const file = unread.find((path) => topFolder(path) === topFolder(at.path));
  if (file !== undefined) return unknown('file-not-read', file, [hop]);
  const used = new Set(workloads.flatMap(({ podLabels }) => Object.keys(podLabels)));
  const foreign = Object.keys(selector).find((label) => !used.has(label));
  return foreign === undefined
    ? undefined
    : unknown('outside-repository', `the pods with the label ${foreign} that ${name} selects`, [hop]);
}

/** Whether the workload's labels could be the ones asked for once everything is filled in. */
function mayHave({ podLabels, changed }: Workload, selector: Labels): boolean {
  if (changed !== undefined || Object.keys(podLabels).length === 0) return true;
  return Object.entries(selector).every(([label, value]) => {
    const own = Object.hasOwn(podLabels, label) ? podLabels[label] : undefined;
    return own === value || (own !== undefined && !(isFilledIn(own) && isFilledIn(value)));
  });
}

/** Kubernetes allows no other characters in a label's value, so anything else is a template's placeholder. */
function isFilledIn(value: string): boolean {
  return /^(?:[A-Za-z0-9](?:[-\w.]*[A-Za-z0-9])?)?$/.test(value) && !/__[A-Z][A-Z0-9_]*__/.test(value);
}

function topFolder(path: string): string {
  const [folder = ''] = path.split('/');
  return folder;
}
