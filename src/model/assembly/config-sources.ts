import type { ConfigSource } from '../facts/workload.js';

/** ConfigMaps and Secrets of one environment by type and name. */
export interface ConfigSourceIndex {
  /** The object of that name; a namesake in another namespace only if the referring side names no namespace. */
  find(type: ConfigSource['type'], name: string, namespace: string | undefined): ConfigSource | undefined;
}

export function indexConfigSources(sources: readonly ConfigSource[]): ConfigSourceIndex {
  const byName = new Map<string, ConfigSource[]>();
  for (const source of sources) {
    const key = `${source.type}/${source.name}`;
    const list = byName.get(key);
    if (list === undefined) byName.set(key, [source]);
    else list.push(source);
  }
  return {
    find(type, name, namespace) {
      const candidates = byName.get(`${type}/${name}`);
      if (candidates === undefined) return undefined;
      const exact = candidates.filter((source) => source.placement.namespace === namespace);
      // Two of one name: which one is applied last, nobody can tell from the files.
      if (exact.length > 0) return exact.length === 1 ? exact[0] : undefined;
      const open = candidates.filter((source) => source.placement.namespace === undefined || namespace === undefined);
      return open.length === 1 ? open[0] : undefined;
    },
  };
}
