import type { Attempt } from './attempt.js';
import { edit, exampleWith, failing } from './proving.js';

export const pool = failing('database/db-pool-below-process-threads');
export const sidekiqPool = failing('jobs/sidekiq-pool-below-concurrency');
export const gracePeriod = failing('jobs/job-grace-period-too-short');
export const memoryLimit = failing('kubernetes/memory-limit-missing');
export const readiness = failing('kubernetes/readiness-missing');
export const reference = failing('variables/env-reference-unresolved');
export const eviction = failing('redis/redis-eviction-unsafe-for-jobs');
export const autoscaled = failing('kubernetes/hpa-replicas-conflict');
export const drain = failing('kubernetes/pdb-blocks-drain');
export const probePort = failing('web/probe-port-mismatch');
export const forcedSsl = failing('web/probe-redirected-by-force-ssl');
export const budget = failing('database/db-connection-budget-exceeded');
export const extension = failing('database/db-extension-unavailable');
export const ignoredThreads = failing('variables/threads-env-ignored');
export const concurrency = failing('web/web-concurrency-unparseable');
export const estimate = failing('web/memory-limit-below-estimate');
export const execProbe = failing('kubernetes/exec-probe-not-executable');
export const contractReplicas = failing('contract/contract-replicas');
export const oldRedis = failing('redis/redis-version-below-requirement');
export const missingVariable = failing('contract/contract-variable-missing');
export const unmatchedBudget = failing('kubernetes/pdb-selector-matches-nothing');
/** Production may grow to sixty web pods, more than its database has connections for. */
export const grown = exampleWith(edit('deploy/production/web.yaml', 'maxReplicas: 10', 'maxReplicas: 60'));
/** Production runs seven threads; the contract's formula then asks for 23 connections. */
export const threaded = exampleWith(
  edit('deploy/production/configmap.yaml', 'RAILS_MAX_THREADS: "5"', 'RAILS_MAX_THREADS: "16"'),
);

export const PROBE = `          readinessProbe:
            httpGet:
              path: /up
              port: 3000
`;

export const HONEST: readonly [Attempt, ...Attempt[]] = [
  {
    says: 'a pool for all threads',
    tree: pool,
    rule: 'db-pool-below-process-threads',
    edits: [edit('config/database.yml', 'pool: 5', 'pool: 8')],
    title: 'Give every thread of Puma a connection.',
  },
  {
    says: 'a pool that follows the threads by a variable',
    tree: ignoredThreads,
    rule: 'threads-env-ignored',
    edits: [edit('config/puma.rb', 'threads 5, 5', 'threads 5, ENV.fetch("RAILS_MAX_THREADS", 5)')],
  },
  {
    says: 'fewer threads instead of a larger pool',
    tree: pool,
    rule: 'db-pool-below-process-threads',
    edits: [edit('config/puma.rb', 'threads 8, 8', 'threads 5, 5')],
  },
  {
    says: 'a lower concurrency of jobs',
    tree: sidekiqPool,
    rule: 'sidekiq-pool-below-concurrency',
    edits: [edit('config/sidekiq.yml', ':concurrency: 10', ':concurrency: 5')],
  },
  {
    says: 'a larger pool for jobs',
    tree: sidekiqPool,
    rule: 'sidekiq-pool-below-concurrency',
    edits: [edit('config/database.yml', 'pool: 5', 'pool: 12')],
  },
  {
    says: 'a longer grace period',
    tree: gracePeriod,
    rule: 'job-grace-period-too-short',
    edits: [edit('k8s/sidekiq.yaml', 'Seconds: 25', 'Seconds: 35')],
  },
  {
    says: 'a shorter timeout of jobs',
    tree: gracePeriod,
    rule: 'job-grace-period-too-short',
    edits: [edit('config/sidekiq.yml', ':timeout: 25', ':timeout: 20')],
  },
  {
    says: 'a memory limit',
    tree: memoryLimit,
    rule: 'memory-limit-missing',
    edits: [
      edit(
        'k8s/web.yaml',
        '              memory: 1Gi\n',
        '              memory: 1Gi\n            limits:\n              memory: 2Gi\n',
      ),
    ],
  },
  {
    says: 'a readiness probe beside the liveness probe',
    tree: readiness,
    rule: 'readiness-missing',
    edits: [
      edit(
        'k8s/web.yaml',
        '          livenessProbe:\n',
        `${PROBE}              httpHeaders:\n                - name: X-Forwarded-Proto\n                  value: https\n          livenessProbe:\n`,
      ),
    ],
  },
  {
    says: 'the key that a ConfigMap has',
    tree: reference,
    rule: 'env-reference-unresolved',
    edits: [edit('k8s/web.yaml', 'key: REDIS_HOTS', 'key: REDIS_HOST')],
  },
  {
    says: 'a policy that drops no jobs',
    tree: eviction,
    rule: 'redis-eviction-unsafe-for-jobs',
    edits: [edit('terraform/redis.tf', '"allkeys-lru"', '"noeviction"')],
  },
  {
    says: 'pods counted by the autoscaler alone',
    tree: autoscaled,
    rule: 'hpa-replicas-conflict',
    edits: [edit('k8s/web.yaml', '  replicas: 2 # expect: hpa-replicas-conflict\n', '')],
  },
  {
    says: 'a disruption budget that lets one pod go',
    tree: drain,
    rule: 'pdb-blocks-drain',
    edits: [edit('k8s/budget.yaml', 'minAvailable: 2', 'minAvailable: 1')],
  },
  {
    says: 'the port on which Puma listens',
    tree: probePort,
    rule: 'probe-port-mismatch',
    edits: [edit('k8s/web.yaml', 'port: 8080', 'port: 3000')],
  },
  {
    says: 'a proxy that ends TLS',
    tree: forcedSsl,
    rule: 'probe-redirected-by-force-ssl',
    edits: [
      edit(
        'config/environments/production.rb',
        '  config.force_ssl = true\n',
        '  config.assume_ssl = true\n  config.force_ssl = true\n',
      ),
    ],
  },
  {
    says: 'fewer pods at full scale',
    tree: budget,
    rule: 'db-connection-budget-exceeded',
    edits: [edit('k8s/autoscaler.yaml', 'maxReplicas: 20', 'maxReplicas: 8')],
  },
  {
    says: 'an extension on the list of those allowed',
    tree: extension,
    rule: 'db-extension-unavailable',
    edits: [edit('terraform/database.tf', '"unaccent,citext"', '"unaccent,citext,pg_trgm"')],
  },
  {
    says: 'a number of workers',
    tree: concurrency,
    rule: 'web-concurrency-unparseable',
    edits: [edit('k8s/web.yaml', 'value: "auto"', 'value: "2"')],
  },
  {
    says: 'a probe that needs no shell',
    tree: execProbe,
    rule: 'exec-probe-not-executable',
    edits: [
      edit('k8s/sidekiq.yaml', '["PATH=$PATH:/app/bin", "sidekiqmon | grep library"]', '["/app/bin/sidekiqmon"]'),
    ],
  },
  {
    says: 'as many pods as the contract asks for',
    tree: contractReplicas,
    rule: 'contract-replicas',
    edits: [edit('k8s/web.yaml', 'replicas: 1', 'replicas: 2')],
  },
  {
    says: 'the labels that the workload has',
    tree: unmatchedBudget,
    rule: 'pdb-selector-matches-nothing',
    edits: [edit('k8s/budget.yaml', 'app: web-library', 'app: library-web')],
  },
  {
    says: 'a version that the clients can speak to',
    tree: oldRedis,
    rule: 'redis-version-below-requirement',
    edits: [edit('terraform/redis.tf', '"7.0"', '"7.2"')],
  },
  {
    says: 'a variable from the Secret that the container reads already',
    tree: missingVariable,
    rule: 'contract-variable-missing',
    edits: [
      edit(
        'k8s/web.yaml',
        '                  key: database-url\n',
        `                  key: database-url
            - name: SECRET_KEY_BASE
              valueFrom:
                secretKeyRef:
                  name: library
                  key: secret-key-base
`,
      ),
    ],
  },
  {
    says: 'fewer pods in one file and fewer processes in another, where neither is enough',
    tree: grown,
    rule: 'db-connection-budget-exceeded',
    edits: [
      edit('deploy/production/web.yaml', 'maxReplicas: 60', 'maxReplicas: 20'),
      edit('deploy/production/configmap.yaml', 'WEB_CONCURRENCY: "3"', 'WEB_CONCURRENCY: "2"'),
    ],
    title: 'Let twenty pods of two workers fit the database.',
  },
  {
    says: 'fewer threads and a larger pool, as the formula of the contract binds them',
    tree: threaded,
    rule: 'db-pool-below-process-threads',
    edits: [
      edit(
        'deploy/production/configmap.yaml',
        '  DATABASE_POOL: "10"\n  RAILS_MAX_THREADS: "16"\n',
        '  DATABASE_POOL: "23"\n  RAILS_MAX_THREADS: "7"\n',
      ),
    ],
  },
];
