import type { Workload } from '../../facts/workload.js';

/** Finds workloads by the labels of their pods without looking at all of them. */
export class LabelIndex {
  readonly #all: readonly Workload[];
  readonly #byLabel = new Map<string, Workload[]>();

  constructor(workloads: readonly Workload[]) {
    this.#all = workloads;
    for (const workload of workloads) {
      for (const [name, value] of Object.entries(workload.podLabels)) {
        const label = `${name}=${value}`;
        const sharing = this.#byLabel.get(label);
        if (sharing === undefined) this.#byLabel.set(label, [workload]);
        else sharing.push(workload);
      }
    }
  }

  /** Those with all the labels, in the namespace; an empty selector selects every pod of the namespace. */
  select(selector: Readonly<Record<string, string>>, namespace: string | undefined): readonly Workload[] {
    const labels = Object.entries(selector);
    const [rarest] = labels
      .map(([name, value]) => this.#byLabel.get(`${name}=${value}`) ?? [])
      .sort((one, other) => one.length - other.length);
    return (rarest ?? this.#all).filter(
      ({ podLabels, placement }) =>
        sameNamespace(placement.namespace, namespace) &&
        labels.every(([name, value]) => Object.hasOwn(podLabels, name) && podLabels[name] === value),
    );
  }
}

/** As kubectl writes them: `app=web,tier=front`. */
export function formatLabels(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}=${value}`)
    .join(',');
}

/** A namespace that is left out is decided at deployment, so it may be any. */
export function sameNamespace(one: string | undefined, other: string | undefined): boolean {
  return one === undefined || other === undefined || one === other;
}
