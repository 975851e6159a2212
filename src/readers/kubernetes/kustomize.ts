import type { Fact } from '../../model/facts/fact.js';
import type { Autoscaler, ConfigSource, Container, VariableSource, Workload } from '../../model/facts/workload.js';
import { type Traced, type Unknown, unknown, withoutSlot } from '../../model/traced.js';
import type { ReadPart } from '../reader.js';
import type { KustomizationsByDirectory, Overlay } from './overlays.js';
import { overlaysOf, reachOf } from './overlays.js';
import type { KubernetesPart, KustomizationChanges } from './part.js';

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
  const overlays = overlaysOf(byDirectory);
  const treatments = treatmentsBy(byDirectory);
  const facts = parts.flatMap(({ path, part }) => {
    if (part.kind !== 'objects' || patches.has(path)) return [];
    const applied = treatments.get(path) ?? [];
    const builders = overlays.filter(({ reach }) => reach.files.has(path));
    if (builders.length === 0) return part.facts.map((fact) => applied.reduce(treated, fact));
    return builders.flatMap((overlay) => {
      const own = applied.filter(({ directory }) => overlay.reach.directories.has(directory));
      return part.facts.map((fact) => builtBy(overlay, own.reduce(treated, fact)));
    });
  });
  const generated = kustomizations.flatMap((kustomization): readonly Fact[] => {
    const builders = overlays.filter(({ reach }) => reach.directories.has(kustomization.directory));
    if (builders.length === 0) return kustomization.generated;
    return builders.flatMap((overlay) => kustomization.generated.map((fact) => builtBy(overlay, fact)));
  });
  return [...facts, ...generated];
}

function builtBy({ directory, environment }: Overlay, fact: Fact): Fact {
  return 'placement' in fact
    ? { ...fact, placement: { ...fact.placement, environment, overlay: directory } }
    : fact;
}

function treatmentsBy(byDirectory: KustomizationsByDirectory): ReadonlyMap<string, readonly Treatment[]> {
  const treatments = new Map<string, Treatment[]>();
  for (const { directory, changes } of byDirectory.values()) {
    if (!changes.anything && !changes.images && changes.replicas.length === 0) continue;
    for (const path of reachOf(directory, byDirectory).files) {
      const applied = treatments.get(path);
      if (applied === undefined) treatments.set(path, [{ directory, changes }]);
      else applied.push({ directory, changes });
    }
  }
  return treatments;
}

function treated(fact: Fact, { directory, changes }: Treatment): Fact {
  const detail = `the kustomization in ${directory} may change it`;
  const hide: Hide = (value) => unknown('template-not-rendered', detail, value.trail.map(withoutSlot));
  if (fact.kind === 'workload') return treatedWorkload(fact, changes, hide);
  if (!changes.anything) return fact;
  if (fact.kind === 'autoscaler') return hiddenBounds(fact, hide);
  return fact.kind === 'config-source' ? hiddenValues(fact, hide) : fact;
}

type Hide = <T>(value: Traced<T>) => Unknown;

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

function hiddenBounds(autoscaler: Autoscaler, hide: Hide): Autoscaler {
  return { ...autoscaler, min: hide(autoscaler.min), max: hide(autoscaler.max) };
}

function hiddenValues(source: ConfigSource, hide: Hide): ConfigSource {
  if (source.type === 'Secret') return { ...source, open: true };
  const data = Object.entries(source.data).map(([key, value]) => [key, hide(value)] as const);
  return { ...source, data: Object.fromEntries(data), open: true };
}
