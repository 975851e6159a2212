import type { ConfigSource } from '../../../model/facts/workload.js';
import { configData, hidden } from '../config-data.js';
import type { Resource } from '../module.js';
import type { Plan } from '../plan.js';
import type { Value } from '../value.js';
import { metadataOf } from './kubernetes-metadata.js';

/** `kubernetes_config_map` and `kubernetes_secret`. */
export function kubernetesConfigSources(plan: Plan): readonly ConfigSource[] {
  return [
    ...plan
      .resources('kubernetes_config_map', 'kubernetes_config_map_v1')
      .map((resource) => sourceOf(plan, resource, 'ConfigMap')),
    ...plan
      .resources('kubernetes_secret', 'kubernetes_secret_v1')
      .map((resource) => sourceOf(plan, resource, 'Secret')),
  ];
}

function sourceOf(plan: Plan, resource: Resource, type: ConfigSource['type']): ConfigSource {
  const { block } = resource;
  const { data, open } = contentOf(block.map('data'), block.map('string_data'));
  const binary = block.map('binary_data');
  return {
    kind: 'config-source',
    type,
    ...metadataOf(plan, resource),
    data: type === 'Secret' ? hidden(data) : data,
    binaryKeys: type === 'ConfigMap' && binary?.kind === 'map' ? [...binary.entries.keys()] : [],
    open,
    at: block.at,
  };
}

function contentOf(...maps: readonly (Value | undefined)[]): ReturnType<typeof configData> {
  const contents = maps.flatMap((map) => (map === undefined || map.kind === 'scalar' ? [] : [configData(map)]));
  return {
    data: Object.fromEntries(contents.flatMap(({ data }) => Object.entries(data))),
    open: contents.some(({ open }) => open),
  };
}
