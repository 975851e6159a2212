import type { CacheServer, DatabaseServer } from '../facts/datastore.js';
import type { Fact } from '../facts/fact.js';
import type { Autoscaler, ConfigSource, DisruptionBudget, Service, Workload } from '../facts/workload.js';
import { LabelIndex } from './derive/label-index.js';
import type { PlacedFacts } from './draft.js';
import type { EnvironmentSelector } from './placement.js';
import { placeInEnvironment } from './placement.js';
import { variantFolders } from './variant-folders.js';

type Placeable = Workload | ConfigSource | Autoscaler | DisruptionBudget | Service | DatabaseServer | CacheServer;

/** The environment of declarations for which nothing names one. */
export const DEFAULT_ENVIRONMENT = 'default';

export interface PlacedEnvironment {
  readonly name: string;
  readonly facts: PlacedFacts;
  /** Files that declare something of this environment: its own sorted, then those that it shares with others. */
  readonly sources: readonly string[];
}

/**
 * Sorts infrastructure facts into environments. What names no environment is shared: configuration joins every
 * environment; workloads join those whose objects they use, unless some environment has workloads of its own: then they are
 * the `default` environment, since joining them with another's settings would be a guess. Folders that declare the same
 * workload are alternatives: each is an environment.
 */
export function placeFacts(
  facts: readonly Fact[],
  selectors: readonly EnvironmentSelector[],
): readonly PlacedEnvironment[] {
  const named = new Map<string, Placeable[]>();
  const unnamed: Placeable[] = [];
  for (const fact of facts) {
    if (!isPlaceable(fact)) continue;
    const name = placeInEnvironment(fact.at.path, fact.placement, fact.name, selectors);
    if (name === undefined) unnamed.push(fact);
    else listOf(named, name).push(fact);
  }
  const variantOf = variantFolders(unnamed.filter((fact) => fact.kind === 'workload'));
  const shared: Placeable[] = [];
  for (const fact of unnamed) {
    const variant = variantOf(fact.at.path);
    if (variant === undefined) shared.push(fact);
    else listOf(named, variant).push(fact);
  }
  const takers = environmentsOfSharedWorkloads(named, shared);
  const environments: PlacedEnvironment[] = [];
  for (const [name, own] of named) {
    const joining = shared.filter((fact) => joins(fact, takers.has(name), named.size));
    if (own.some(isDeployed) || takers.has(name)) environments.push(place(name, own, relevant(own, joining)));
  }
  const left = takers.size > 0 ? shared.filter((fact) => isDatastore(fact) && named.size > 1) : shared;
  if (left.some(isDeployed))
    environments.push(place(DEFAULT_ENVIRONMENT, leftOver(left, [...named.values()].flat()), []));
  return ownSourcesFirst(environments).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What tells environments apart comes before what they have in common. */
function ownSourcesFirst(environments: readonly PlacedEnvironment[]): PlacedEnvironment[] {
  const uses = new Map<string, number>();
  for (const path of environments.flatMap(({ sources }) => sources)) uses.set(path, (uses.get(path) ?? 0) + 1);
  const isShared = (path: string) => (uses.get(path) ?? 0) > 1;
  return environments.map((environment) => {
    const own = environment.sources.filter((path) => !isShared(path));
    return { ...environment, sources: [...own, ...environment.sources.filter(isShared)] };
  });
}

/** The environments that shared workloads run in: those with an object that one of them uses, or the only one there is. */
function environmentsOfSharedWorkloads(
  named: ReadonlyMap<string, readonly Placeable[]>,
  shared: readonly Placeable[],
): ReadonlySet<string> {
  const workloads = shared.filter((fact) => fact.kind === 'workload');
  const anyOwn = [...named.values()].some((own) => own.some(({ kind }) => kind === 'workload'));
  if (workloads.length === 0 || anyOwn) return new Set();
  const used = new Set(workloads.flatMap(objectsUsedBy));
  const users = [...named].filter(([, own]) => own.some((fact) => used.has(objectName(fact))));
  if (users.length > 0) return new Set(users.map(([name]) => name));
  const withDatastores = [...named].filter(([, own]) => own.some(isDatastore));
  return new Set(withDatastores.length === 1 ? withDatastores.map(([name]) => name) : []);
}

function objectsUsedBy(workload: Workload): readonly string[] {
  const references = workload.containers.flatMap(({ env, envFrom }) => [
    ...envFrom.map(({ object }) => object),
    ...env.flatMap(({ from }) => ('object' in from ? [from.object] : [])),
  ]);
  return [
    `workload ${workload.name}`,
    ...references.flatMap((object) => (object.known ? [`object ${object.value}`] : [])),
  ];
}

function objectName(fact: Placeable): string {
  if (fact.kind === 'config-source') return `object ${fact.name}`;
  return fact.kind === 'autoscaler' ? `workload ${fact.target.name}` : '';
}

/** What makes an environment: something runs or stores data there. A lone ConfigMap does not. */
function isDeployed(fact: Placeable): boolean {
  return fact.kind === 'workload' || isDatastore(fact);
}

function isDatastore({ kind }: Placeable): boolean {
  return kind === 'database-server' || kind === 'cache-server';
}

function joins(fact: Placeable, takesWorkloads: boolean, environments: number): boolean {
  if (fact.kind === 'workload') return takesWorkloads;
  return isDatastore(fact) ? environments === 1 : true;
}

/** A shared autoscaler or disruption budget means something only where its workload runs. */
function relevant(own: readonly Placeable[], joining: readonly Placeable[]): readonly Placeable[] {
  const workloads = [...own, ...joining].filter((fact) => fact.kind === 'workload');
  const names = new Set(workloads.map(({ name }) => name));
  const sharesWorkloads = joining.some(({ kind }) => kind === 'workload');
  const isProtecting = protecting(workloads);
  return joining.filter((fact) => {
    if (fact.kind === 'disruption-budget') return sharesWorkloads || isProtecting(fact);
    return fact.kind !== 'autoscaler' || names.has(fact.target.name);
  });
}

/** A shared disruption budget for a workload of some environment is none of those that are left. */
function leftOver(shared: readonly Placeable[], named: readonly Placeable[]): readonly Placeable[] {
  const isProtectingHere = protecting(shared.filter((fact) => fact.kind === 'workload'));
  const isProtectingThere = protecting(named.filter((fact) => fact.kind === 'workload'));
  return shared.filter(
    (fact) => fact.kind !== 'disruption-budget' || isProtectingHere(fact) || !isProtectingThere(fact),
  );
}

/** A budget whose selector is not evaluated may protect anything. */
function protecting(workloads: readonly Workload[]): (budget: DisruptionBudget) => boolean {
  const index = new LabelIndex(workloads);
  return ({ selector, placement }) => selector === undefined || index.select(selector, placement.namespace).length > 0;
}

function isPlaceable(fact: Fact): fact is Placeable {
  switch (fact.kind) {
    case 'workload':
    case 'config-source':
    case 'autoscaler':
    case 'disruption-budget':
    case 'service':
    case 'database-server':
    case 'cache-server':
      return true;
    default:
      return false;
  }
}

function place(name: string, own: readonly Placeable[], shared: readonly Placeable[]): PlacedEnvironment {
  const all = [...own, ...shared];
  const pick = <K extends Placeable['kind']>(kind: K) =>
    all.filter((fact): fact is Extract<Placeable, { kind: K }> => fact.kind === kind);
  return {
    name,
    sources: [...new Set(all.map(({ at }) => at.path))].sort(),
    facts: {
      workloads: pick('workload'),
      configSources: pick('config-source'),
      autoscalers: pick('autoscaler'),
      disruptionBudgets: pick('disruption-budget'),
      services: pick('service'),
      databaseServers: pick('database-server'),
      cacheServers: pick('cache-server'),
    },
  };
}

function listOf(map: Map<string, Placeable[]>, name: string): Placeable[] {
  const existing = map.get(name);
  if (existing !== undefined) return existing;
  const created: Placeable[] = [];
  map.set(name, created);
  return created;
}
