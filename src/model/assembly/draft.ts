import type { Contract } from '../facts/contract.js';
import type { DatabaseSettings } from '../facts/database-settings.js';
import type { CacheServer, DatabaseServer } from '../facts/datastore.js';
import type { GemVersions } from '../facts/gem-versions.js';
import type { Image } from '../facts/image.js';
import type { JobSettings } from '../facts/job-settings.js';
import type { ProcessType } from '../facts/process-type.js';
import type { RailsSettings } from '../facts/rails-settings.js';
import type { RequiredExtension, Route } from '../facts/schema.js';
import type { Script } from '../facts/script.js';
import type { ServerSettings } from '../facts/server-settings.js';
import type { VariableRead } from '../facts/variable-read.js';
import type { Autoscaler, ConfigSource, Container, DisruptionBudget, Service, Workload } from '../facts/workload.js';
import type { Process } from '../model.js';
import type { EvaluationScope } from './evaluate.js';

/** The facts about one Rails application: the same in every environment. */
export interface ApplicationFacts {
  /** Its root folder, "" for the repository's own. */
  readonly root: string;
  readonly servers: readonly ServerSettings[];
  readonly databases: readonly DatabaseSettings[];
  readonly jobs: readonly JobSettings[];
  readonly gems?: GemVersions;
  readonly rails: readonly RailsSettings[];
  readonly reads: readonly VariableRead[];
  readonly routes: readonly Route[];
  readonly extensions: readonly RequiredExtension[];
  readonly images: readonly Image[];
  readonly scripts: readonly Script[];
  readonly processTypes: readonly ProcessType[];
  /** Files below the root that exist and could not be read or parsed: their absence from the facts proves nothing. */
  readonly unread: readonly string[];
}

/** An application of which nothing is known. */
export const NO_APPLICATION: ApplicationFacts = {
  root: '',
  servers: [],
  databases: [],
  jobs: [],
  rails: [],
  reads: [],
  routes: [],
  extensions: [],
  images: [],
  scripts: [],
  processTypes: [],
  unread: [],
};

/** The infrastructure facts that belong to one environment (its own and those shared by all). */
export interface PlacedFacts {
  readonly workloads: readonly Workload[];
  readonly configSources: readonly ConfigSource[];
  readonly autoscalers: readonly Autoscaler[];
  readonly disruptionBudgets: readonly DisruptionBudget[];
  readonly services: readonly Service[];
  readonly databaseServers: readonly DatabaseServer[];
  readonly cacheServers: readonly CacheServer[];
}

/** A process with the declarations behind it, for what the model derives from both. */
export interface ProcessDraft {
  readonly process: Process;
  /** Absent for a Procfile entry. */
  readonly workload?: Workload;
  readonly container?: Container;
  readonly application: ApplicationFacts;
  /** The image that the container is believed to run; absent when it is another program's. */
  readonly image?: Image;
  /** Computes any expression of the application for this process. */
  readonly scope: EvaluationScope;
  /** The objects that it needs and that, as none of their type is declared here, may live outside the repository. */
  readonly awaited: readonly string[];
}

/** An environment half made: everything that `derive/` needs. */
export interface EnvironmentDraft {
  readonly name: string;
  readonly facts: PlacedFacts;
  readonly processes: readonly ProcessDraft[];
  /** Those that the processes run; without processes, the repository's only application. */
  readonly applications: readonly ApplicationFacts[];
  readonly contract?: Contract;
}
