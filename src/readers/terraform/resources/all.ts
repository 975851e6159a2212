import type { Fact } from '../../../model/facts/fact.js';
import type { Plan } from '../plan.js';
import { aksApplications } from './aks/application.js';
import { aksConfigurations } from './aks/configuration.js';
import { aksJobs } from './aks/job.js';
import { aksPostgres } from './aks/postgres.js';
import { aksRedis } from './aks/redis.js';
import { auroraClusters } from './aurora.js';
import { azurePostgres } from './azure-postgres.js';
import { ecsModules } from './ecs-module.js';
import { ecsServices } from './ecs-service.js';
import { elastiCaches } from './elasticache.js';
import { elastiCacheModules } from './elasticache-module.js';
import { kubernetesAutoscalers } from './kubernetes-autoscaler.js';
import { kubernetesConfigSources } from './kubernetes-config.js';
import { kubernetesDeployments } from './kubernetes-deployment.js';
import { rdsInstances } from './rds.js';
import { rdsModules } from './rds-module.js';

/** What each kind of resource and known module says, in the order of the report. */
export const RESOURCES: readonly ((plan: Plan) => readonly Fact[])[] = [
  rdsInstances,
  auroraClusters,
  rdsModules,
  azurePostgres,
  aksPostgres,
  elastiCaches,
  elastiCacheModules,
  aksRedis,
  ecsServices,
  ecsModules,
  aksApplications,
  aksJobs,
  aksConfigurations,
  kubernetesDeployments,
  kubernetesConfigSources,
  kubernetesAutoscalers,
];
