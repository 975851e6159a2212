import { breaking, type Case } from '../case.js';

/** Each rule's failing project as it is: the shortest way from a finding to its cause. */
export const fixtureCases: readonly Case[] = [
  fixture('contract/contract-extension', 'extension pg_trgm on catalogue (contract)'),
  fixture('contract/contract-formula-scope-mismatch', 'formula pool_formula of the contract'),
  fixture('contract/contract-formula-violated', 'formula pool_formula for Deployment/library/rails'),
  fixture('contract/contract-health-path', 'liveness probe of Deployment/library/rails'),
  fixture('contract/contract-pool-bounds', 'Deployment/library/rails'),
  fixture('contract/contract-replicas', 'Deployment/library/rails'),
  fixture('contract/contract-resources', 'Deployment/library/rails'),
  fixture('contract/contract-startup-time', 'startup probe of Deployment/library/rails'),
  fixture('contract/contract-variable-missing', 'SECRET_KEY_BASE in Deployment/library/rails'),
  fixture('database/db-connection-budget-exceeded', 'catalogue'),
  fixture('database/db-connection-rollout-overflow', 'catalogue'),
  fixture('database/db-extension-unavailable', 'extension pg_trgm on catalogue (schema)'),
  fixture('database/db-pool-below-process-threads', 'Deployment/library/rails'),
  fixture('jobs/job-grace-period-too-short', 'Deployment/library-jobs/sidekiq'),
  fixture('jobs/sidekiq-pool-below-concurrency', 'Deployment/library-jobs/sidekiq'),
  fixture('kubernetes/exec-probe-not-executable', 'readiness probe of Deployment/library-sidekiq/rails'),
  fixture('kubernetes/hpa-replicas-conflict', 'HorizontalPodAutoscaler/library'),
  fixture('kubernetes/hpa-target-missing', 'HorizontalPodAutoscaler/library'),
  fixture('kubernetes/memory-limit-missing', 'Deployment/library/rails'),
  fixture('kubernetes/pdb-blocks-drain', 'PodDisruptionBudget/library of library'),
  fixture('kubernetes/pdb-selector-matches-nothing', 'PodDisruptionBudget/library of no workload'),
  fixture('kubernetes/readiness-missing', 'Service/library:80 to Deployment/library/rails'),
  fixture('redis/redis-eviction-unsafe-for-jobs', 'jobs'),
  fixture('redis/redis-version-below-requirement', 'jobs'),
  fixture('variables/env-reference-unresolved', 'REDIS_HOST from ConfigMap/library-config in Deployment/library/rails'),
  fixture('variables/env-required-missing', 'PAYMENTS_API_KEY in Deployment/library/rails'),
  fixture('variables/env-value-not-string', 'WEB_CONCURRENCY in Deployment/library/rails'),
  fixture('variables/threads-env-ignored', 'RAILS_MAX_THREADS in Deployment/library/rails'),
  fixture('web/memory-limit-below-estimate', 'Deployment/library/rails'),
  fixture('web/port-chain-mismatch', 'Service/library:80 to Deployment/library/rails'),
  fixture('web/probe-port-mismatch', 'readiness probe of Deployment/library/rails'),
  fixture('web/probe-redirected-by-force-ssl', 'readiness probe of Deployment/library/rails'),
  fixture('web/puma-workers-exceed-cpu', 'Deployment/library/rails'),
  fixture('web/puma-workers-from-host-cpus', 'Deployment/library/rails'),
  fixture('web/web-concurrency-unparseable', 'Deployment/library/rails'),
];

function fixture(folder: string, subject: string): Case {
  const rule = folder.slice(folder.indexOf('/') + 1);
  return { id: rule, tree: breaking(folder), rule, subject };
}
