import type { Placement } from '../../model/facts/workload.js';
import type { Module, ModuleCall, Resource } from './module.js';
import { knownText } from './settings.js';
import type { Value } from './value.js';

/** What one application of a root module makes: the resources of its modules, and the calls of modules outside the repository. */
export class Plan {
  readonly #modules: readonly Module[];
  readonly #calls: readonly ModuleCall[];
  readonly #environment: string | undefined;
  readonly #resources = new Map<string, readonly Resource[]>();
  readonly #addresses = new Map<string, ReadonlyMap<string, Resource>>();

  constructor(root: Module) {
    this.#environment = root.environment;
    this.#modules = withCalled(root);
    this.#calls = this.#modules.flatMap((module) => module.calls());
  }

  resources(...types: readonly string[]): readonly Resource[] {
    return types.flatMap((type) => this.#ofType(type));
  }

  /** Calls of modules whose `source` matches, wherever they are vendored. */
  calls(source: RegExp): readonly ModuleCall[] {
    return this.#calls.filter((call) => source.test(call.source));
  }

  /** The first resource of these types that a value was read from. */
  origin(value: Value | undefined, ...types: readonly string[]): Resource | undefined {
    for (const address of value?.resources ?? []) {
      const found = this.#byAddress(types).get(address);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  placement(namespace?: Value): Placement {
    const name = knownText(namespace);
    return {
      ...(name === undefined ? {} : { namespace: name }),
      ...(this.#environment === undefined ? {} : { environment: this.#environment }),
    };
  }

  #ofType(type: string): readonly Resource[] {
    const known = this.#resources.get(type) ?? this.#modules.flatMap((module) => module.resources(type));
    this.#resources.set(type, known);
    return known;
  }

  #byAddress(types: readonly string[]): ReadonlyMap<string, Resource> {
    const key = types.join(' ');
    const entries = () =>
      this.resources(...types)
        .map((resource) => [resource.address, resource] as const)
        .reverse();
    const known = this.#addresses.get(key) ?? new Map(entries());
    this.#addresses.set(key, known);
    return known;
  }
}

function withCalled(module: Module): readonly Module[] {
  const called = module
    .calls()
    .flatMap((call) => (call.module === undefined || isKnownLibrary(call) ? [] : [call.module]));
  return [module, ...called.flatMap(withCalled)];
}

/** Modules whose calls say more than their insides do, even when a copy lies in the repository. */
function isKnownLibrary({ source }: ModuleCall): boolean {
  return /\/aks\/(?:application|application_configuration|postgres|redis|job_configuration)$/.test(source);
}
