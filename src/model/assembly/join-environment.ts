import type { Contract } from '../facts/contract.js';
import type { Workload } from '../facts/workload.js';
import type { Environment } from '../model.js';
import { applicationOf } from './application-of.js';
import { indexConfigSources } from './config-sources.js';
import { deriveAutoscalers } from './derive/autoscalers.js';
import { deriveCaches } from './derive/caches.js';
import { deriveContractVariables } from './derive/contract-variables.js';
import { deriveDatabases } from './derive/databases.js';
import { DeclaredObjects } from './derive/declared-objects.js';
import { deriveDisruptionBudgets } from './derive/disruption-budgets.js';
import { deriveExtensions } from './derive/extensions.js';
import { deriveFormulas } from './derive/formulas.js';
import { deriveProbes } from './derive/probes.js';
import { deriveReferences } from './derive/references.js';
import { deriveServicePorts } from './derive/service-ports.js';
import { deriveVariableNeeds } from './derive/variable-needs.js';
import type { ApplicationFacts, EnvironmentDraft, ProcessDraft } from './draft.js';
import type { DraftContext } from './draft-workload.js';
import { draftWorkload } from './draft-workload.js';
import { applicationImageNames } from './images.js';
import { lazily, once } from './lazily.js';
import type { PlacedEnvironment } from './place-facts.js';
import { gemVersions } from './processes.js';
import type { Recall } from './recall.js';
import { indexAutoscalers } from './replicas.js';
import type { Surroundings } from './surroundings.js';
import { surroundingsOf } from './surroundings.js';

/** What every environment of a repository is joined with. */
export interface Shared {
  readonly applications: readonly ApplicationFacts[];
  readonly contract: Contract | undefined;
  readonly recall: Recall;
  /** Names the applications and the contract. */
  readonly digest: string;
}

/** The processes of one workload, and how to derive what belongs to them. */
export interface WorkloadPart {
  /** Names all that its processes follow from. */
  readonly key: string;
  /** The environment with what belongs to these processes, and nothing else. */
  environment(surroundings: Surroundings): Environment;
}

/** An environment that can be looked at as a whole, where each table is made when it is first read, or part by part. */
export interface JoinedEnvironment {
  /** Names all that it follows from. */
  readonly key: string;
  readonly environment: Environment;
  readonly surroundings: () => Surroundings;
  /** In the order of the processes. */
  readonly parts: () => readonly WorkloadPart[];
  /** Those of the parts, which need not be made for them. */
  readonly partKeys: () => readonly string[];
}

export function joinEnvironment(placed: PlacedEnvironment, shared: Shared): JoinedEnvironment {
  const { name, facts, sources } = placed;
  const { contract, recall } = shared;
  const workloads = once(() => draftWorkloads(placed, shared));
  const draft = once((): EnvironmentDraft => {
    const processes = workloads().flatMap(({ processes: own }) => own);
    return draftOf(placed, processes, shared);
  });
  const surroundings = once(() => surroundingsOf(facts, draft().processes));
  const key = recall.digest([name, shared.digest, facts, sources]);
  return {
    key,
    partKeys: () =>
      recall.run({
        name: ['parts', key],
        answers: {},
        compute: () => workloads().map((workload) => workload.key),
        store: (keys) => keys,
        restore: (keys) => keys as string[],
      }).result,
    environment: environmentOf({ name, sources }, draft, surroundings),
    surroundings,
    parts: once(() =>
      workloads().map(({ key, processes }) => ({
        key,
        environment: (answers: Surroundings) => partOf({ name, sources }, processes, answers, contract),
      })),
    ),
  };
}

/** An environment's draft, for processes that may come from elsewhere than its workloads. */
export function draftOf(
  { name, facts }: Pick<PlacedEnvironment, 'name' | 'facts'>,
  processes: readonly ProcessDraft[],
  { applications, contract }: Shared,
): EnvironmentDraft {
  return {
    name,
    facts,
    processes,
    applications: applicationsOf(processes, applications),
    ...(contract === undefined ? {} : { contract }),
  };
}

/** An environment whose workloads are declared elsewhere still serves the repository's only application. */
function applicationsOf(
  processes: readonly ProcessDraft[],
  applications: readonly ApplicationFacts[],
): readonly ApplicationFacts[] {
  const running = [...new Set(processes.map(({ application }) => application))];
  return running.length === 0 && applications.length === 1 ? applications : running;
}

interface DraftedWorkload {
  readonly key: string;
  readonly processes: readonly ProcessDraft[];
}

function draftWorkloads(placed: PlacedEnvironment, shared: Shared): readonly DraftedWorkload[] {
  const { recall } = shared;
  const context = contextOf(placed, shared);
  const seen = new Map<string, number>();
  return [...placed.facts.workloads].sort(byName).map((workload) => {
    const { key, result } = draftWorkload(workload, context);
    const processes = result.map((draft) => unique(draft, seen));
    return { key: recall.digest([key, processes.map(({ process }) => process.id)]), processes };
  });
}

function contextOf({ name, facts }: PlacedEnvironment, shared: Shared): DraftContext {
  const { applications, contract, recall } = shared;
  const imageNames = new Set(facts.workloads.flatMap((workload) => imageNamesOf(workload, recall)));
  const gems = new Map(applications.map((application) => [application, gemVersions(application)]));
  const sources = indexConfigSources(facts.configSources);
  const objects = new DeclaredObjects(facts.configSources);
  const autoscalerOf = indexAutoscalers(facts.autoscalers);
  return {
    environment: name,
    applications,
    contract,
    imageNames,
    recall,
    digest: recall.digest([name, shared.digest, [...imageNames]]),
    answers: {
      source: (type, object, namespace) => sources.find(type, object, namespace),
      objects: (type, object, namespace) => objects.find(type, object, namespace),
      hasObjects: (type, namespace) => objects.hasType(type, namespace),
      autoscaler: (type, target) => autoscalerOf({ type, name: target }),
    },
    gemsOf: (application) => gems.get(application) ?? gemVersions(application),
    applicationOf: (workload, container) => applicationOf(workload, container, applications),
  };
}

function imageNamesOf(workload: Workload, recall: Recall): readonly string[] {
  return recall.run({
    name: ['images', recall.digest(workload)],
    answers: {},
    compute: (): readonly string[] => [...applicationImageNames([workload])],
    store: (names) => names,
    restore: (names) => names as readonly string[],
  }).result;
}

/** Of two processes with the same id (the same manifest twice) each keeps a name of its own. */
function unique(draft: ProcessDraft, seen: Map<string, number>): ProcessDraft {
  const { process } = draft;
  const count = (seen.get(process.id) ?? 0) + 1;
  seen.set(process.id, count);
  return count === 1 ? draft : { ...draft, process: { ...process, id: `${process.id}#${count}` } };
}

function byName(a: Workload, b: Workload): number {
  return order(a.type, b.type) || order(a.name, b.name) || order(a.at.path, b.at.path) || a.at.start - b.at.start;
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

type Named = Pick<Environment, 'name' | 'sources'>;

/** What belongs to some processes alone. */
function partOf(
  named: Named,
  processes: readonly ProcessDraft[],
  surroundings: Surroundings,
  contract: Contract | undefined,
): Environment {
  const nothing = () => [];
  return lazily<Environment>({
    ...tablesOf(
      named,
      () => ({ processes, ...(contract === undefined ? {} : { contract }) }),
      () => surroundings,
    ),
    databases: nothing,
    caches: nothing,
    autoscalers: nothing,
    disruptionBudgets: nothing,
    extensions: nothing,
  });
}

/** The whole: what belongs to its processes, and what follows from all of them together. Each table is made when it is read. */
export function environmentOf(
  named: Named,
  draft: () => EnvironmentDraft,
  surroundings: () => Surroundings,
): Environment {
  return lazily<Environment>({
    ...tablesOf(named, draft, surroundings),
    databases: () => deriveDatabases(draft()),
    caches: () => deriveCaches(draft()),
    autoscalers: () => deriveAutoscalers(draft()),
    disruptionBudgets: () => deriveDisruptionBudgets(draft()),
    extensions: () => deriveExtensions(draft()),
  });
}

/** Makers of the tables in which each row belongs to one process. */
function tablesOf(
  { name, sources }: Named,
  draft: () => Pick<EnvironmentDraft, 'processes' | 'contract'>,
  surroundings: () => Surroundings,
) {
  return {
    name: () => name,
    sources: () => sources,
    processes: () => draft().processes.map(({ process }) => process),
    probes: () => deriveProbes(draft().processes),
    servicePorts: () => deriveServicePorts(draft().processes, surroundings()),
    references: () => deriveReferences(draft().processes, surroundings()),
    variableNeeds: () => deriveVariableNeeds(draft().processes, surroundings()),
    contractFormulas: () => deriveFormulas(draft().processes, draft().contract),
    contractVariables: () => deriveContractVariables(draft().processes, draft().contract),
  };
}
