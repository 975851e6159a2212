import type { ConfigSource } from '../../facts/workload.js';
import { sameNamespace } from './label-index.js';

/** The ConfigMaps and Secrets of one environment, found by type, name and namespace. */
export class DeclaredObjects {
  readonly #byName = new Map<string, ConfigSource[]>();
  readonly #byType = new Map<ConfigSource['type'], Map<string | undefined, Set<string>>>();

  constructor(sources: readonly ConfigSource[]) {
    for (const source of sources) {
      const key = `${source.type}/${source.name}`;
      const sharing = this.#byName.get(key);
      if (sharing === undefined) this.#byName.set(key, [source]);
      else sharing.push(source);
      const namespaces = this.#byType.get(source.type) ?? new Map<string | undefined, Set<string>>();
      this.#byType.set(source.type, namespaces);
      const names = namespaces.get(source.placement.namespace) ?? new Set<string>();
      namespaces.set(source.placement.namespace, names.add(source.name));
    }
  }

  find(type: ConfigSource['type'], name: string, namespace: string | undefined): readonly ConfigSource[] {
    const named = this.#byName.get(`${type}/${name}`) ?? [];
    return named.filter(({ placement }) => sameNamespace(placement.namespace, namespace));
  }

  hasType(type: ConfigSource['type'], namespace: string | undefined): boolean {
    return this.#namespaces(type, namespace).length > 0;
  }

  names(type: ConfigSource['type'], namespace: string | undefined): readonly string[] {
    return [...new Set(this.#namespaces(type, namespace).flatMap((names) => [...names]))];
  }

  #namespaces(type: ConfigSource['type'], namespace: string | undefined): readonly Set<string>[] {
    return [...(this.#byType.get(type) ?? [])].flatMap(([own, names]) =>
      sameNamespace(own, namespace) ? [names] : [],
    );
  }
}
