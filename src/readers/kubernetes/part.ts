import type { Fact } from '../../model/facts/fact.js';
import type { ConfigSource } from '../../model/facts/workload.js';

/** What one file contributes before the files are joined. */
export type KubernetesPart = ObjectsPart | KustomizationPart | ChartPart;

export interface ObjectsPart {
  readonly kind: 'objects';
  readonly facts: readonly Fact[];
}

/** A kustomization: which files it takes, and what it changes about them. Paths count from the repository root. */
export interface KustomizationPart {
  readonly kind: 'kustomization';
  readonly directory: string;
  /** Manifests, and directories of other kustomizations. */
  readonly resources: readonly string[];
  /** Files that are fragments, not objects. */
  readonly patches: readonly string[];
  readonly changes: KustomizationChanges;
  /** What its generators make. */
  readonly generated: readonly ConfigSource[];
  /** Of these the names whose content changes what the same generator of a kustomization below makes. */
  readonly merged: readonly string[];
}

export interface KustomizationChanges {
  /** Patches, replacements, components or plugins: any field may be another in the end. */
  readonly anything: boolean;
  readonly images: boolean;
  /** Names of workloads whose replica count is replaced. */
  readonly replicas: readonly string[];
}

/** A Helm chart: what lies in its `templates` belongs to the chart, not to the repository's plain manifests. */
export interface ChartPart {
  readonly kind: 'chart';
  readonly directory: string;
}
