import type { Contract } from '../facts/contract.js';
import type { Fact } from '../facts/fact.js';
import type { Container, Workload } from '../facts/workload.js';
import type { Environment, Model } from '../model.js';
import { groupApplications } from './applications.js';
import { indexConfigSources } from './config-sources.js';
import { deriveAutoscalers } from './derive/autoscalers.js';
import { deriveCaches } from './derive/caches.js';
import { deriveContractVariables } from './derive/contract-variables.js';
import { deriveDatabases } from './derive/databases.js';
import { deriveDisruptionBudgets } from './derive/disruption-budgets.js';
import { deriveExtensions } from './derive/extensions.js';
import { deriveFormulas } from './derive/formulas.js';
import { deriveProbes } from './derive/probes.js';
import { deriveReferences } from './derive/references.js';
import { deriveServicePorts } from './derive/service-ports.js';
import { deriveVariableNeeds } from './derive/variable-needs.js';
import type { ApplicationFacts, EnvironmentDraft, ProcessDraft } from './draft.js';
import { NO_APPLICATION } from './draft.js';
import { applicationImageNames } from './images.js';
import { imageName } from './kind.js';
import type { PlacedEnvironment } from './place-facts.js';
import { DEFAULT_ENVIRONMENT, placeFacts } from './place-facts.js';
import type { EnvironmentSelector } from './placement.js';
import { gemVersions, processesOfWorkload, undeployedProcesses } from './processes.js';
import { RememberedAssembly } from './remembered.js';
import { indexAutoscalers } from './replicas.js';

export interface AssemblyOptions {
  /** From `.github/plumbline.yml`; they win over what the layout says. */
  readonly environments: readonly EnvironmentSelector[];
  /** Files that exist and could not be read or parsed. */
  readonly unread: readonly string[];
}

/** A model, and what a later assembly of nearly the same facts needs not do again. */
export interface Assembled {
  readonly model: Model;
  readonly remembered: RememberedAssembly;
}

/** Joins the facts of a repository into the model: environments, the processes in each, and what follows from both. */
export function assemble(facts: readonly Fact[], options: AssemblyOptions, before?: RememberedAssembly): Assembled {
  const applications = groupApplications(facts, options.unread);
  const contract = facts.find((fact): fact is Contract => fact.kind === 'contract');
  const known = before?.holdsFor(applications, contract) ? before : undefined;
  const placed = placeFacts(facts, options.environments);
  const own = placed.map((each) => ({
    placed: each,
    environment: known?.environment(each) ?? finishEnvironment(draftEnvironment(each, applications, contract)),
  }));
  const deployed = own.some(({ environment }) => environment.processes.length > 0);
  const environments = deployed
    ? own.map(({ environment }) => environment)
    : withUndeployed(placed, applications, contract).map(finishEnvironment);
  return {
    model: { environments, ...(contract === undefined ? {} : { contract }) },
    remembered: new RememberedAssembly(applications, contract, deployed ? own : []),
  };
}

interface DraftedEnvironment {
  readonly draft: EnvironmentDraft;
  readonly sources: readonly string[];
}

function draftEnvironment(
  { name, facts, sources }: PlacedEnvironment,
  applications: readonly ApplicationFacts[],
  contract: Contract | undefined,
): DraftedEnvironment {
  const gems = new Map(applications.map((application) => [application, gemVersions(application)]));
  const context = {
    environment: name,
    contract,
    sources: indexConfigSources(facts.configSources),
    imageNames: applicationImageNames(facts.workloads),
    autoscalerOf: indexAutoscalers(facts.autoscalers),
    gemsOf: (application: ApplicationFacts) => gems.get(application) ?? gemVersions(application),
    applicationOf: (workload: Workload, container: Container) => applicationOf(workload, container, applications),
  };
  const processes = facts.workloads.flatMap((workload) => processesOfWorkload(workload, context));
  return {
    draft: {
      name,
      facts,
      processes: unique(processes),
      applications: applicationsOf(processes, applications),
      ...(contract === undefined ? {} : { contract }),
    },
    sources,
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

/** A repository that deploys nothing: its Procfile, or its image, still says which processes there are. */
function withUndeployed(
  placed: readonly PlacedEnvironment[],
  applications: readonly ApplicationFacts[],
  contract: Contract | undefined,
): readonly DraftedEnvironment[] {
  const drafts = placed.map((environment) => draftEnvironment(environment, applications, contract));
  const processes = applications.flatMap((application) =>
    undeployedProcesses(application, DEFAULT_ENVIRONMENT, contract),
  );
  if (processes.length === 0) return drafts;
  const existing = drafts.find(({ draft }) => draft.name === DEFAULT_ENVIRONMENT);
  const sources = [
    ...new Set([...(existing?.sources ?? []), ...processes.map(({ process }) => process.at.path)]),
  ].sort();
  const empty = {
    workloads: [],
    configSources: [],
    autoscalers: [],
    disruptionBudgets: [],
    services: [],
    databaseServers: [],
    cacheServers: [],
  };
  const draft: EnvironmentDraft = {
    name: DEFAULT_ENVIRONMENT,
    facts: existing?.draft.facts ?? empty,
    processes,
    applications: applicationsOf(processes, applications),
    ...(contract === undefined ? {} : { contract }),
  };
  return [...drafts.filter((other) => other !== existing), { draft, sources }].sort((a, b) =>
    a.draft.name < b.draft.name ? -1 : 1,
  );
}

function finishEnvironment({ draft, sources }: DraftedEnvironment): Environment {
  return {
    name: draft.name,
    sources,
    processes: draft.processes.map(({ process }) => process),
    databases: deriveDatabases(draft),
    caches: deriveCaches(draft),
    autoscalers: deriveAutoscalers(draft),
    disruptionBudgets: deriveDisruptionBudgets(draft),
    probes: deriveProbes(draft),
    servicePorts: deriveServicePorts(draft),
    references: deriveReferences(draft),
    variableNeeds: deriveVariableNeeds(draft),
    extensions: deriveExtensions(draft),
    contractFormulas: deriveFormulas(draft),
    contractVariables: deriveContractVariables(draft),
  };
}

/**
 * Processes by workload, those of one workload in the manifest's order; of two with the same id (the same manifest twice)
 * each keeps a name of its own.
 */
function unique(drafts: readonly ProcessDraft[]): readonly ProcessDraft[] {
  const seen = new Map<string, number>();
  return [...drafts].sort(byWorkload).map((draft) => {
    const count = (seen.get(draft.process.id) ?? 0) + 1;
    seen.set(draft.process.id, count);
    return count === 1 ? draft : { ...draft, process: { ...draft.process, id: `${draft.process.id}#${count}` } };
  });
}

function byWorkload({ process: a }: ProcessDraft, { process: b }: ProcessDraft): number {
  return (
    order(a.workload.type, b.workload.type) ||
    order(a.workload.name, b.workload.name) ||
    order(a.workload.at.path, b.workload.at.path) ||
    a.at.start - b.at.start
  );
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Which application a container runs: the only one, the one whose folder its manifest or image name is of, else none for certain. */
function applicationOf(
  workload: Workload,
  container: Container,
  applications: readonly ApplicationFacts[],
): ApplicationFacts {
  const [only] = applications;
  if (applications.length <= 1) return only ?? NO_APPLICATION;
  const image = container.image.known && container.image.value !== null ? imageName(container.image.value) : undefined;
  const named = applications.find(
    ({ root }) => root !== '' && root.slice(root.lastIndexOf('/') + 1).toLowerCase() === image,
  );
  if (named !== undefined) return named;
  const above = applications
    .filter(({ root }) => root !== '' && workload.at.path.startsWith(`${root}/`))
    .sort((a, b) => b.root.length - a.root.length);
  return above[0] ?? applications.find(({ root }) => root === '') ?? NO_APPLICATION;
}
