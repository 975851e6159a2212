import type { Contract } from './contract.js';
import type { DatabaseSettings } from './database-settings.js';
import type { CacheServer, DatabaseServer } from './datastore.js';
import type { GemVersions } from './gem-versions.js';
import type { Image } from './image.js';
import type { JobSettings } from './job-settings.js';
import type { ProcessType } from './process-type.js';
import type { RailsSettings } from './rails-settings.js';
import type { RequiredExtension, Route } from './schema.js';
import type { Script } from './script.js';
import type { ServerSettings } from './server-settings.js';
import type { VariableRead } from './variable-read.js';
import type { Autoscaler, ConfigSource, DisruptionBudget, Service, Workload } from './workload.js';

/**
 * What readers say about files, in words that no single tool owns: a Kubernetes Deployment, an ECS task and a module
 * call are all a `workload`. The model joins these; nothing after it knows which reader a fact came from.
 */
export type Fact =
  | ServerSettings
  | DatabaseSettings
  | JobSettings
  | GemVersions
  | RailsSettings
  | VariableRead
  | Route
  | RequiredExtension
  | Image
  | Script
  | ProcessType
  | Workload
  | ConfigSource
  | Autoscaler
  | DisruptionBudget
  | Service
  | DatabaseServer
  | CacheServer
  | Contract;
