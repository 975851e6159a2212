import { isDeepStrictEqual } from 'node:util';
import type { Contract } from '../facts/contract.js';
import type { Environment } from '../model.js';
import type { ApplicationFacts } from './draft.js';
import type { PlacedEnvironment } from './place-facts.js';

/**
 * The environments of an earlier assembly. One whose facts are the same is the same environment, object by object, so
 * that trying an edit costs what the edit touches.
 */
export class RememberedAssembly {
  readonly #applications: readonly ApplicationFacts[];
  readonly #contract: Contract | undefined;
  readonly #environments: ReadonlyMap<
    string,
    { readonly placed: PlacedEnvironment; readonly environment: Environment }
  >;

  constructor(
    applications: readonly ApplicationFacts[],
    contract: Contract | undefined,
    environments: readonly { readonly placed: PlacedEnvironment; readonly environment: Environment }[],
  ) {
    this.#applications = applications;
    this.#contract = contract;
    this.#environments = new Map(environments.map((each) => [each.placed.name, each]));
  }

  /** Whether what every environment depends on is still the same. */
  holdsFor(applications: readonly ApplicationFacts[], contract: Contract | undefined): boolean {
    return (
      this.#contract === contract &&
      applications.length === this.#applications.length &&
      applications.every((application, index) => sameMembers(application, this.#applications[index]))
    );
  }

  environment(placed: PlacedEnvironment): Environment | undefined {
    const before = this.#environments.get(placed.name);
    if (before === undefined || !sameMembers(placed.facts, before.placed.facts)) return undefined;
    return isDeepStrictEqual(placed.sources, before.placed.sources) ? before.environment : undefined;
  }
}

/** Readings come from the cache, so that what did not change is the same object; what a reader joins anew is compared. */
function sameMembers(one: object, other: object | undefined): boolean {
  if (other === undefined) return false;
  const mine = Object.entries(one);
  return (
    mine.length === Object.keys(other).length && mine.every(([key, value]) => sameValue(value, Reflect.get(other, key)))
  );
}

function sameValue(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (!Array.isArray(one) || !Array.isArray(other)) return isDeepStrictEqual(one, other);
  return (
    one.length === other.length &&
    one.every((item, index) => item === other[index] || isDeepStrictEqual(item, other[index]))
  );
}
