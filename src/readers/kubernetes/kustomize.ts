import type { Fact } from '../../model/facts/fact.js';
import type {
  Autoscaler,
  ConfigSource,
  Container,
  DisruptionBudget,
  VariableSource,
  Workload,
} from '../../model/facts/workload.js';
import { known, type Traced, type Unknown, unknown, withoutSlot } from '../../model/traced.js';
import type { ReadPart } from '../reader.js';
import type { KustomizationsByDirectory, Overlay } from './overlays.js';
import { overlaysOf, Reaches } from './overlays.js';
import type { KubernetesPart, KustomizationChanges, KustomizationPart } from './part.js';

/** One kustomization that takes a manifest in, and what it changes about it. */
interface Treatment {
  readonly directory: string;
  readonly changes: KustomizationChanges;
}

/**
 * Joins manifests with the kustomizations that name them. Kustomize is not run: what a kustomization may change about a
 * manifest becomes unknown, and fragments of objects (patches) are left out. A manifest that several overlays build on is
 * there once for each of them.
 */
export function withKustomizations(parts: readonly ReadPart<KubernetesPart>[]): readonly Fact[] {
  const kustomizations = parts.flatMap(({ part }) => (part.kind === 'kustomization' ? [part] : []));
  const patches = new Set(kustomizations.flatMap((kustomization) => kustomization.patches));
  const byDirectory = new Map(kustomizations.map((kustomization) => [kustomization.directory, kustomization]));
  const reaches = new Reaches(byDirectory);
  const overlays = overlaysOf(byDirectory, reaches);
  const treatmentsOf = treatmentsBy(byDirectory, reaches);
  const facts = parts.flatMap(({ path, part }) => {
    if (part.kind !== 'objects' || patches.has(path)) return [];
    const applied = treatmentsOf(path);
    const builders = overlays.filter(({ reach }) => reach.files.has(path));
    if (builders.length === 0) return part.facts.map((fact) => applied.reduce(treated, fact));
    return builders.flatMap((overlay) => {
      const own = applied.filter(({ directory }) => overlay.reach.directories.has(directory));
      return part.facts.map((fact) => builtBy(overlay, own.reduce(treated, fact)));
    });
  });
  const mergers = kustomizations.filter(({ merged }) => merged.length > 0);
  const generated = kustomizations.flatMap((kustomization): readonly Fact[] => {
    const builders = overlays.filter(({ reach }) => reach.directories.has(kustomization.directory));
    const above = mergers.filter(
      ({ directory }) =>
        directory !== kustomization.directory &&
        reaches.of(directory)?.directories.has(kustomization.directory) !== false,
    );
    if (builders.length === 0) return kustomization.generated.map((fact) => above.reduce(overridden, fact));
    return builders.flatMap((overlay) => {
      const own = above.filter(({ directory }) => overlay.reach.directories.has(directory));
      return kustomization.generated.map((fact) => builtBy(overlay, own.reduce(overridden, fact)));
    });
  });
  return [...facts, ...generated];
}

function builtBy({ directory, environment }: Overlay, fact: Fact): Fact {
  return 'placement' in fact ? { ...fact, placement: { ...fact.placement, environment, overlay: directory } } : fact;
}

/** What is done to each manifest; where that cannot be followed, anything may be. */
function treatmentsBy(
  byDirectory: KustomizationsByDirectory,
  reaches: Reaches,
): (path: string) => readonly Treatment[] {
  const treatments = new Map<string, Treatment[]>();
  for (const { directory, changes } of byDirectory.values()) {
    if (!changes.anything && !changes.images && changes.replicas.length === 0) continue;
    const reach = reaches.of(directory);
    if (reach === undefined) return () => [{ directory, changes: { ...changes, anything: true } }];
    for (const path of reach.files) {
      const applied = treatments.get(path);
      if (applied === undefined) treatments.set(path, [{ directory, changes }]);
      else applied.push({ directory, changes });
    }
  }
  return (path) => treatments.get(path) ?? [];
}

/** What a generator makes, where one of the same name above it merges other content into it. */
function overridden(source: ConfigSource, { directory, merged }: KustomizationPart): ConfigSource {
  return merged.includes(source.name) ? hiddenValues(source, hiding(directory)) : source;
}

function treated(fact: Fact, { directory, changes }: Treatment): Fact {
  const hide = hiding(directory);
  if (fact.kind === 'workload') return treatedWorkload(fact, changes, hide);
  if (!changes.anything) return fact;
  if (fact.kind === 'autoscaler') return hiddenBounds(fact, hide);
  if (fact.kind === 'disruption-budget') return hiddenBudget(fact, hide);
  return fact.kind === 'config-source' ? hiddenValues(fact, hide) : fact;
}

type Hide = <T>(value: Traced<T>) => Unknown;

function hiding(directory: string): Hide {
  const detail = `the kustomization in ${directory} may change it`;
  return (value) => unknown('template-not-rendered', detail, value.trail.map(withoutSlot));
}

function treatedWorkload(workload: Workload, changes: KustomizationChanges, hide: Hide): Workload {
  const { anything, images, replicas } = changes;
  const counted =
    anything || replicas.includes(workload.name) ? { ...workload, replicas: hide(workload.replicas) } : workload;
  if (!anything && !images) return counted;
  const containers = counted.containers.map((each) =>
    anything ? hiddenContainer(each, hide) : { ...each, image: hide(each.image) },
  );
  if (!anything) return { ...counted, containers };
  const { strategy, maxSurge, maxUnavailable } = counted.rollout;
  return {
    ...counted,
    containers,
    gracePeriodSeconds: hide(counted.gracePeriodSeconds),
    rollout: { strategy, maxSurge: hide(maxSurge), maxUnavailable: hide(maxUnavailable) },
    changed: changeOf(counted, hide),
  };
}

function hiddenContainer(container: Container, hide: Hide): Container {
  const { image, memory, cpu, env, envFrom } = container;
  const further = hide(image);
  const source: VariableSource = { source: 'external', object: further, prefix: '', optional: true, at: container.at };
  return {
    ...container,
    image: further,
    memory: { request: hide(memory.request), limit: hide(memory.limit) },
    cpu: { request: hide(cpu.request), limit: hide(cpu.limit) },
    env: env.map((entry) =>
      entry.from.source === 'value' ? { ...entry, from: { ...entry.from, value: hide(entry.from.value) } } : entry,
    ),
    envFrom: [...envFrom, source],
  };
}

/** What hides a value of the object, for all that it declares besides. */
function changeOf({ at, name }: Workload | DisruptionBudget, hide: Hide): Unknown {
  return hide(known(name, { location: at, says: name }));
}

function hiddenBudget(budget: DisruptionBudget, hide: Hide): DisruptionBudget {
  const { minAvailable, maxUnavailable } = budget;
  return {
    ...budget,
    minAvailable: hide(minAvailable),
    maxUnavailable: hide(maxUnavailable),
    changed: changeOf(budget, hide),
  };
}

function hiddenBounds(autoscaler: Autoscaler, hide: Hide): Autoscaler {
  return { ...autoscaler, min: hide(autoscaler.min), max: hide(autoscaler.max) };
}

function hiddenValues(source: ConfigSource, hide: Hide): ConfigSource {
  if (source.type === 'Secret') return { ...source, open: true };
  const data = Object.entries(source.data).map(([key, value]) => [key, hide(value)] as const);
  return { ...source, data: Object.fromEntries(data), open: true };
}
