import type { Contract } from '../facts/contract.js';
import type { Image } from '../facts/image.js';
import type { Autoscaler, Container, Workload } from '../facts/workload.js';
import type { Location } from '../location.js';
import type { Process, ProcessKind } from '../model.js';
import type { Setting, Traced } from '../traced.js';
import { derive, known, unknown } from '../traced.js';
import type { CommandResolution, ProcessCommand } from './command.js';
import { commandOfContainer, commandOfImage, commandOfProcessType } from './command.js';
import type { ConfigSourceIndex } from './config-sources.js';
import { awaitedObjects } from './derive/references.js';
import type { ApplicationFacts, ProcessDraft } from './draft.js';
import type { EvaluationScope } from './evaluate.js';
import { extraDatabaseThreads } from './extra-threads.js';
import { ignoredVariables } from './ignored-variables.js';
import { applicationImage, besideOtherImage, imageOf, runsOtherProgram } from './images.js';
import type { JobModel } from './jobs/job-model.js';
import { jobModel } from './jobs.js';
import { isJobKind, kindOfCommand } from './kind.js';
import type { DatabaseModel } from './pools.js';
import { databaseModel } from './pools.js';
import { gracePeriod, preStop, replicaModel } from './replicas.js';
import { processScope } from './scope.js';
import type { ServerModel } from './server.js';
import { everySetting, serverModel } from './server.js';
import type { Surroundings } from './surroundings.js';
import type { ContainerVariables } from './variables.js';
import { containerVariables, undeployedVariables } from './variables.js';
import { gemVersion } from './versions.js';

/** Where a process comes from, and what decides its variables and command. */
interface Origin {
  readonly environment: string;
  readonly application: ApplicationFacts;
  readonly contract: Contract | undefined;
  readonly gems: Process['gems'];
  readonly image: Image | undefined;
  readonly variables: ContainerVariables;
  readonly resolution: CommandResolution;
  /** The image is known to be another program's. */
  readonly foreign: boolean;
  readonly awaited: readonly string[];
  readonly at: Location;
}

export interface ProcessContext {
  readonly environment: string;
  readonly contract: Contract | undefined;
  readonly sources: ConfigSourceIndex;
  /** Names of the images that run the application. */
  readonly imageNames: ReadonlySet<string>;
  readonly autoscalerOf: (workload: Workload) => Autoscaler | undefined;
  readonly applicationOf: (workload: Workload, container: Container) => ApplicationFacts;
  readonly gemsOf: (application: ApplicationFacts) => Process['gems'];
  readonly objects: Pick<Surroundings, 'objects' | 'hasObjects'>;
}

/** The processes of a workload: each container but plain init containers. */
export function processesOfWorkload(workload: Workload, context: ProcessContext): readonly ProcessDraft[] {
  return workload.containers
    .filter(({ role }) => role !== 'init')
    .map((container) => processOfContainer(workload, container, context));
}

function processOfContainer(workload: Workload, container: Container, context: ProcessContext): ProcessDraft {
  const application = context.applicationOf(workload, container);
  const image = imageOf(workload, container, application, context.imageNames);
  const variables = containerVariables(container, image, context.sources, workload.placement.namespace);
  const origin: Origin = {
    environment: context.environment,
    awaited: awaitedObjects(workload, container, context.objects),
    application,
    contract: context.contract,
    gems: context.gemsOf(application),
    image,
    variables,
    resolution: commandOfContainer(container, image, application, variables),
    foreign: runsOtherProgram(container, context.imageNames) || besideOtherImage(workload, application),
    at: container.at,
  };
  const rest = { location: container.at, says: 'has no preStop hook' };
  const several = workload.containers.filter(({ role }) => role !== 'init').length > 1;
  return draft(origin, workload, container, {
    id: `${workload.type}/${workload.name}/${container.name}`,
    name: several ? `${workload.name}/${container.name}` : workload.name,
    workload: { type: workload.type, name: workload.name, at: workload.at },
    container: container.name,
    deployed: true,
    replicas: replicaModel(workload, context.autoscalerOf(workload)),
    memory: container.memory,
    cpu: container.cpu,
    gracePeriodSeconds: gracePeriod(workload, known(30, rest)),
    preStopSeconds: preStop(container.preStop?.seconds, rest),
  });
}

/** A process that the application names and nothing in the repository deploys: the platform's variables are not known. */
export function undeployedProcesses(
  application: ApplicationFacts,
  environment: string,
  contract: Contract | undefined,
): readonly ProcessDraft[] {
  const image = applicationImage(application, null);
  const shared = {
    environment,
    application,
    contract,
    gems: gemVersions(application),
    image,
    foreign: false,
    awaited: [],
  };
  const types = application.processTypes.filter(({ path }) => /(^|\/)Procfile$/.test(path));
  if (types.length > 0) {
    return types.map((type) => {
      const variables = undeployedVariables(undefined, type.at);
      const resolution = commandOfProcessType(type, application, variables);
      return undeployed('Procfile', type.name, { ...shared, variables, resolution, at: type.at });
    });
  }
  if (image?.entrypoint === undefined && image?.command === undefined) return [];
  const variables = undeployedVariables(image, image.at);
  const resolution = commandOfImage(image, application, variables);
  return [undeployed('Dockerfile', 'image', { ...shared, variables, resolution, at: image.at })];
}

function undeployed(type: string, name: string, origin: Origin): ProcessDraft {
  const { at } = origin;
  const platform = unknown('not-deployed', 'what the platform gives the process', [
    { location: at, says: 'nothing in the repository deploys it' },
  ]);
  return draft(origin, undefined, undefined, {
    id: `${type}/${name}/${name}`,
    name,
    workload: { type, name, at },
    container: name,
    deployed: false,
    replicas: { min: platform, max: platform },
    memory: { request: platform, limit: platform },
    cpu: { request: platform, limit: platform },
    gracePeriodSeconds: platform,
    preStopSeconds: platform,
  });
}

type Deployment = Pick<
  Process,
  | 'id'
  | 'name'
  | 'workload'
  | 'container'
  | 'deployed'
  | 'replicas'
  | 'memory'
  | 'cpu'
  | 'gracePeriodSeconds'
  | 'preStopSeconds'
>;

function draft(
  origin: Origin,
  workload: Workload | undefined,
  container: Container | undefined,
  deployment: Deployment,
): ProcessDraft {
  const { application, variables, resolution } = origin;
  const command = resolution.found ? resolution.command : undefined;
  const scope = processScope(variables, command, origin.environment, origin.at);
  const kind = kindOf(origin, command);
  return {
    process: {
      ...deployment,
      ...settings(origin, kind, command, scope),
      environment: origin.environment,
      kind,
      at: origin.at,
    },
    ...(workload === undefined ? {} : { workload }),
    ...(container === undefined ? {} : { container }),
    ...(origin.image === undefined ? {} : { image: origin.image }),
    application,
    scope,
    awaited: origin.awaited,
  };
}

function kindOf({ foreign }: Origin, command: ProcessCommand | undefined): ProcessKind {
  const kind = command === undefined ? 'unknown' : kindOfCommand(command.words);
  return foreign && kind === 'unknown' ? 'other' : kind;
}

type Settings = Omit<Process, keyof Deployment | 'environment' | 'kind' | 'at'>;

function settings(
  origin: Origin,
  kind: ProcessKind,
  command: ProcessCommand | undefined,
  scope: EvaluationScope,
): Settings {
  const { application, at, variables, resolution } = origin;
  const server =
    kind === 'web' && command !== undefined ? serverModel(application, command, scope) : withoutServer(kind, at);
  const jobs =
    (command === undefined ? undefined : jobModel(kind, application, command, scope)) ?? withoutJobs(kind, at);
  const database = usesDatabase(kind) ? databaseModel(application, scope, at) : withoutDatabase(kind, at);
  return {
    command: resolution.found
      ? known(commandText(resolution.command), { location: resolution.command.at, says: 'starts the process' })
      : resolution.reason,
    railsEnv: kind === 'other' ? known(null, { location: at, says: 'runs no Rails', inherent: true }) : scope.railsEnv,
    threads: server.threads,
    maxIoThreads: server.maxIoThreads,
    workers: server.workers,
    workersSource: server.workersSource,
    webConcurrency: server.webConcurrency,
    processes: kind === 'web' ? derive([server.workers], (workers) => Math.max(1, workers ?? 1)) : jobs.processes,
    concurrency: jobs.concurrency,
    shutdownTimeout: jobs.shutdownTimeout,
    pools: database.pools,
    pool: database.pools[0]?.size ?? known(null, { location: at, says: 'uses no database' }),
    missingSection: database.missingSection ?? known(null, { location: at, says: 'misses no section', inherent: true }),
    databaseAdapter: database.adapter,
    extraDatabaseThreads: extraDatabaseThreads(kind, application, command, scope, origin.contract, at),
    variables: variables.list,
    openVariables: command?.openVariables
      ? known(true, { location: command.at, says: 'adds variables from a store outside the repository' })
      : variables.open,
    ignoredVariables: ignoredVariables(kind, server, jobs, scope),
    gems: origin.gems,
  };
}

function commandText({ text, thruster }: ProcessCommand): string {
  return thruster ? `thrust ${text}` : text;
}

function usesDatabase(kind: ProcessKind): boolean {
  return kind === 'web' || kind === 'one-shot' || isJobKind(kind);
}

/** What a process that is no web server has instead of a server's settings; with an unknown kind nothing is known. */
function withoutServer(kind: ProcessKind, at: Location): ServerModel {
  return everySetting(absent(kind, at, 'is no web server'));
}

function withoutJobs(kind: ProcessKind, at: Location): JobModel {
  const none = absent(kind, at, 'runs no jobs');
  return {
    concurrency: none,
    shutdownTimeout: none,
    processes: none.known ? known(1, { location: at, says: 'is one process', inherent: true }) : none,
  };
}

function withoutDatabase(kind: ProcessKind, at: Location): DatabaseModel {
  return { pools: [], adapter: absent(kind, at, 'uses no database') };
}

function absent(kind: ProcessKind, at: Location, says: string): Setting<never> {
  if (kind !== 'unknown') return known(null, { location: at, says, inherent: true });
  return unknown('not-computable', 'what the container runs', [
    { location: at, says: 'its command is not recognised' },
  ]);
}

const VERSIONED_GEMS = [
  'puma',
  'rails',
  'activerecord',
  'sidekiq',
  'solid_queue',
  'good_job',
  'concurrent-ruby',
  'pg',
  'redis',
  'thruster',
];

/** The locked versions that decide behaviour. */
export function gemVersions(application: ApplicationFacts): Readonly<Record<string, Traced<string>>> {
  return Object.fromEntries(VERSIONED_GEMS.map((name) => [name, gemVersion(application.gems, name)]));
}
