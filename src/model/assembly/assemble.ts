import type { Contract } from '../facts/contract.js';
import type { Fact } from '../facts/fact.js';
import type { Environment, Model } from '../model.js';
import { groupApplications } from './applications.js';
import type { JoinedEnvironment, Shared } from './join-environment.js';
import { draftOf, environmentOf, joinEnvironment } from './join-environment.js';
import type { PlacedEnvironment } from './place-facts.js';
import { DEFAULT_ENVIRONMENT, placeFacts } from './place-facts.js';
import type { EnvironmentSelector } from './placement.js';
import { undeployedProcesses } from './processes.js';
import type { Recall } from './recall.js';
import { ANEW } from './recall.js';
import { surroundingsOf } from './surroundings.js';

export interface AssemblyOptions {
  /** From `.github/plumbline.yml`; they win over what the layout says. */
  readonly environments: readonly EnvironmentSelector[];
  /** Files that exist and could not be read or parsed. */
  readonly unread: readonly string[];
}

export interface Assembled {
  readonly model: Model;
  /** The model's environments, those that are deployed, as they can be judged part by part. */
  readonly joined: ReadonlyMap<Environment, JoinedEnvironment>;
}

const NO_FACTS = {
  workloads: [],
  configSources: [],
  autoscalers: [],
  disruptionBudgets: [],
  services: [],
  databaseServers: [],
  cacheServers: [],
};

/** Joins the facts of a repository into the model: environments, the processes in each, and what follows from both. */
export function assemble(facts: readonly Fact[], options: AssemblyOptions, recall: Recall = ANEW): Assembled {
  const applications = groupApplications(facts, options.unread);
  const contract = facts.find((fact): fact is Contract => fact.kind === 'contract');
  const shared: Shared = { applications, contract, recall, digest: recall.digest([applications, contract]) };
  const placed = placeFacts(facts, options.environments);
  const joined = placed.map((each) => joinEnvironment(each, shared));
  const environments = placed.some(runsSomething)
    ? joined.map(({ environment }) => environment)
    : withUndeployed(placed, joined, shared);
  return {
    model: { environments, ...(contract === undefined ? {} : { contract }) },
    joined: new Map(joined.map((each) => [each.environment, each])),
  };
}

function runsSomething({ facts: { workloads } }: PlacedEnvironment): boolean {
  return workloads.some(({ containers }) => containers.some(({ role }) => role !== 'init'));
}

/** A repository that deploys nothing: its Procfile, or its image, still says which processes there are. */
function withUndeployed(
  placed: readonly PlacedEnvironment[],
  joined: readonly JoinedEnvironment[],
  shared: Shared,
): readonly Environment[] {
  const environments = joined.map(({ environment }) => environment);
  const processes = shared.applications.flatMap((application) =>
    undeployedProcesses(application, DEFAULT_ENVIRONMENT, shared.contract),
  );
  if (processes.length === 0) return environments;
  const existing = placed.find(({ name }) => name === DEFAULT_ENVIRONMENT);
  const sources = [
    ...new Set([...(existing?.sources ?? []), ...processes.map(({ process }) => process.at.path)]),
  ].sort();
  const facts = existing?.facts ?? NO_FACTS;
  const draft = draftOf({ name: DEFAULT_ENVIRONMENT, facts }, processes, shared);
  const named = { name: DEFAULT_ENVIRONMENT, sources };
  const undeployed = environmentOf(
    named,
    () => draft,
    () => surroundingsOf(facts, processes),
  );
  return [...environments.filter(({ name }) => name !== DEFAULT_ENVIRONMENT), undeployed].sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
}
