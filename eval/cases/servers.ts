import { breaking, type Case } from '../case.js';
import { workload } from './manifests.js';

const LIBRARY = 'Deployment/library/rails';
const budget = breaking('database/db-connection-budget-exceeded');
const rollout = breaking('database/db-connection-rollout-overflow');
const redis = breaking('redis/redis-eviction-unsafe-for-jobs');
const replicas = breaking('contract/contract-replicas');
const resources = breaking('contract/contract-resources');
const startup = breaking('contract/contract-startup-time');

const STARTUP_PROBE = `          startupProbe:
            httpGet:
              path: /health/liveness
              port: 3000
            periodSeconds: 5
            failureThreshold: 6
`;

/** Servers that several processes share, and what the contract asks for. */
export const serverCases: readonly Case[] = [
  {
    id: 'server-that-web-and-jobs-share',
    tree: budget
      .replaced('k8s/autoscaler.yaml', 'maxReplicas: 20', 'maxReplicas: 10')
      .with('config/sidekiq.yml', ':concurrency: 5\n')
      .with('k8s/jobs.yaml', workload('catalogue-jobs', 'sidekiq').replace('replicas: 2', 'replicas: 12')),
    rule: 'db-connection-budget-exceeded',
    subject: 'catalogue',
  },
  {
    id: 'server-whose-class-decides',
    tree: budget
      .replaced('terraform/database.tf', '  parameter_group_name = aws_db_parameter_group.catalogue.name\n', '')
      .replaced('terraform/database.tf', 'db.t3.small', 'db.t3.micro'),
    rule: 'db-connection-budget-exceeded',
    subject: 'catalogue',
  },
  {
    id: 'server-and-a-surge-of-all-pods',
    tree: rollout
      .replaced('k8s/autoscaler.yaml', 'maxReplicas: 12', 'maxReplicas: 8')
      .replaced(
        'k8s/web.yaml',
        'spec:\n  selector:',
        'spec:\n  strategy:\n    rollingUpdate:\n      maxSurge: 100%\n  selector:',
      ),
    rule: 'db-connection-rollout-overflow',
    subject: 'catalogue',
  },
  {
    id: 'extension-of-a-variable',
    tree: breaking('database/db-extension-unavailable')
      .replaced('terraform/database.tf', '"unaccent,citext"', 'var.extensions')
      .with(
        'terraform/variables.tf',
        'variable "extensions" {\n  type    = string\n  default = "unaccent,citext"\n}\n',
      ),
    rule: 'db-extension-unavailable',
    subject: 'extension pg_trgm on catalogue (schema)',
  },
  {
    id: 'eviction-by-default-of-the-family',
    tree: redis.replaced(
      'terraform/redis.tf',
      '\n  parameter {\n    name  = "maxmemory-policy"\n    value = "allkeys-lru"\n  }\n',
      '',
    ),
    rule: 'redis-eviction-unsafe-for-jobs',
    subject: 'jobs',
  },
  {
    id: 'redis-version-of-a-variable',
    tree: breaking('redis/redis-version-below-requirement')
      .replaced('terraform/redis.tf', '"7.0"', 'var.redis_version')
      .with('terraform/variables.tf', 'variable "redis_version" {\n  type    = string\n  default = "6.2"\n}\n'),
    rule: 'redis-version-below-requirement',
    subject: 'jobs',
  },
  {
    id: 'replicas-above-the-contract',
    tree: replicas
      .replaced('k8s/web.yaml', '  replicas: 1\n', '')
      .with(
        'k8s/autoscaler.yaml',
        'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: library\nspec:\n  scaleTargetRef:\n    apiVersion: apps/v1\n    kind: Deployment\n    name: library\n  minReplicas: 2\n  maxReplicas: 16\n',
      ),
    rule: 'contract-replicas',
    subject: LIBRARY,
  },
  {
    id: 'processors-below-the-contract',
    tree: resources.replaced(
      'k8s/web.yaml',
      'memory: 256Mi\n              cpu: 500m',
      'memory: 512Mi\n              cpu: 100m',
    ),
    rule: 'contract-resources',
    subject: LIBRARY,
  },
  {
    id: 'requests-that-are-left-out',
    tree: resources.replaced(
      'k8s/web.yaml',
      '            requests:\n              memory: 256Mi\n              cpu: 500m\n',
      '',
    ),
    rule: 'contract-resources',
    subject: LIBRARY,
  },
  {
    id: 'start-without-a-startup-probe',
    tree: startup.replaced('k8s/web.yaml', STARTUP_PROBE, ''),
    rule: 'contract-startup-time',
    subject: 'liveness probe of Deployment/library/rails',
  },
];
