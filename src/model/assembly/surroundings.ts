import type { ConfigSource, Service, Workload } from '../facts/workload.js';
import type { Location } from '../location.js';
import { DeclaredObjects } from './derive/declared-objects.js';
import { sameNamespace } from './derive/label-index.js';
import type { PlacedFacts, ProcessDraft } from './draft.js';
import { once } from './lazily.js';

/** A process that has a variable, and what sets it there. */
export interface OwnerOfVariable {
  readonly process: string;
  readonly from: string;
  readonly at: Location;
}

/** All that the processes of one workload may ask about the rest of their environment once every process is drafted. */
export type Surroundings = {
  objects(type: ConfigSource['type'], name: string, namespace: string | undefined): readonly ConfigSource[];
  hasObjects(type: ConfigSource['type'], namespace: string | undefined): boolean;
  objectNames(type: ConfigSource['type'], namespace: string | undefined): readonly string[];
  /** The Services that lead to a workload with these labels, as JSON. */
  services(labels: string, namespace: string | undefined): readonly Service[];
  /** Another process of the application, by its root, that has the variable. */
  otherOwner(root: string, variable: string, process: string): OwnerOfVariable | undefined;
  /** The process that is the first to wait for an object from outside the repository. */
  firstAwaiting(object: string): string | undefined;
};

export function surroundingsOf(facts: PlacedFacts, processes: readonly ProcessDraft[]): Surroundings {
  const objects = new DeclaredObjects(facts.configSources);
  const services = once(() => new ServicesByLabel(facts.services));
  const owners = once(() => new OwnersOfVariables(processes));
  const awaiting = once(() => firstAwaiting(processes));
  return {
    objects: (type, name, namespace) => objects.find(type, name, namespace),
    hasObjects: (type, namespace) => objects.hasType(type, namespace),
    objectNames: (type, namespace) => objects.names(type, namespace),
    services: (labels, namespace) => services().leadingTo(JSON.parse(labels), namespace),
    otherOwner: (root, variable, process) => owners().besides(root, variable, process),
    firstAwaiting: (object) => awaiting().get(object),
  };
}

/** Finds Services by the labels of a pod without looking at all of them. */
class ServicesByLabel {
  readonly #byLabel = new Map<string, { readonly service: Service; readonly index: number }[]>();

  /** One without a selector leads to endpoints that someone else maintains. */
  constructor(services: readonly Service[]) {
    for (const [index, service] of services.entries()) {
      const [label] = Object.entries(service.selector);
      if (label === undefined) continue;
      const key = label.join('=');
      const sharing = this.#byLabel.get(key);
      if (sharing === undefined) this.#byLabel.set(key, [{ service, index }]);
      else sharing.push({ service, index });
    }
  }

  leadingTo(labels: Workload['podLabels'], namespace: string | undefined): readonly Service[] {
    return Object.entries(labels)
      .flatMap((label) => this.#byLabel.get(label.join('=')) ?? [])
      .filter(({ service: { selector, placement } }) => {
        const selects = Object.entries(selector).every(
          ([name, value]) => Object.hasOwn(labels, name) && labels[name] === value,
        );
        return selects && sameNamespace(placement.namespace, namespace);
      })
      .sort((one, other) => one.index - other.index)
      .map(({ service }) => service);
  }
}

/** Which processes of an application have a variable; two of each are enough to find one besides a given process. */
class OwnersOfVariables {
  readonly #owners = new Map<string, { readonly id: string; readonly owner: OwnerOfVariable }[]>();

  constructor(drafts: readonly ProcessDraft[]) {
    for (const { process, application } of drafts) {
      if (process.kind === 'other' || process.kind === 'unknown') continue;
      for (const { name, value } of process.variables) {
        const key = `${application.root}\0${name}`;
        const owners = this.#owners.get(key) ?? [];
        this.#owners.set(key, owners);
        const from = value.trail[0]?.says ?? `sets ${name}`;
        if (owners.length < 2) owners.push({ id: process.id, owner: { process: process.name, from, at: process.at } });
      }
    }
  }

  besides(root: string, variable: string, process: string): OwnerOfVariable | undefined {
    return this.#owners.get(`${root}\0${variable}`)?.find(({ id }) => id !== process)?.owner;
  }
}

function firstAwaiting(drafts: readonly ProcessDraft[]): ReadonlyMap<string, string> {
  const first = new Map<string, string>();
  for (const { awaited, process } of drafts) {
    for (const object of awaited) if (!first.has(object)) first.set(object, process.id);
  }
  return first;
}
