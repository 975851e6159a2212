import { breaking, type Case } from '../case.js';
import { configMap, IN_CONFIG_MAP, inNamespaces, workload } from './manifests.js';

const RULE = 'db-pool-below-process-threads';
const WEB = 'Deployment/library/rails';
const JOBS = 'Deployment/library-jobs/sidekiq';
const web = breaking('database/db-pool-below-process-threads');
const jobs = breaking('jobs/sidekiq-pool-below-concurrency');
const budget = breaking('database/db-connection-budget-exceeded');

const POOL_OF_VARIABLE = 'pool: <%= ENV.fetch("DATABASE_POOL", 5) %>';
const THREADS_OF_VARIABLE = 'threads ENV.fetch("RAILS_MAX_THREADS", 5), ENV.fetch("RAILS_MAX_THREADS", 5)';
const poolOfVariable = web.replaced('config/database.yml', 'pool: 5', POOL_OF_VARIABLE);
const both = web
  .with('config/sidekiq.yml', ':concurrency: 12\n')
  .with('k8s/jobs.yaml', workload('library-jobs', 'sidekiq'));

/** Connection pools whose number stands somewhere else, or is somebody else's too. */
export const poolCases: readonly Case[] = [
  {
    id: 'pool-by-default-of-a-variable',
    tree: poolOfVariable,
    rule: RULE,
    subject: WEB,
  },
  {
    id: 'pool-in-a-config-map',
    tree: poolOfVariable
      .with('k8s/config.yaml', configMap('library', { DATABASE_POOL: '6' }))
      .replaced('k8s/web.yaml', ...IN_CONFIG_MAP),
    rule: RULE,
    subject: WEB,
  },
  {
    id: 'pool-in-the-container',
    tree: poolOfVariable.appended(
      'k8s/web.yaml',
      '          env:\n            - name: DATABASE_POOL\n              value: "4"\n',
    ),
    rule: RULE,
    subject: WEB,
  },
  {
    id: 'pool-by-an-anchor',
    tree: web.with(
      'config/database.yml',
      'default: &default\n  adapter: postgresql\n  pool: 5\n\ndevelopment:\n  <<: *default\n  database: library_development\n\nproduction:\n  <<: *default\n  database: library_production\n',
    ),
    rule: RULE,
    subject: WEB,
  },
  {
    id: 'pool-of-a-named-database',
    tree: web.with(
      'config/database.yml',
      'production:\n  primary:\n    adapter: postgresql\n    database: library_production\n    pool: 3\n',
    ),
    rule: RULE,
    subject: WEB,
  },
  {
    id: 'threads-in-a-config-map',
    tree: web
      .with('config/puma.rb', `${THREADS_OF_VARIABLE}\nworkers 2\n`)
      .with('k8s/config.yaml', configMap('library', { RAILS_MAX_THREADS: '12' }))
      .replaced('k8s/web.yaml', ...IN_CONFIG_MAP),
    rule: RULE,
    subject: WEB,
  },
  {
    id: 'pool-of-one-environment-of-two',
    tree: inNamespaces(poolOfVariable.replaced('k8s/web.yaml', ...IN_CONFIG_MAP), 'k8s/web.yaml', (namespace) =>
      configMap('library', { DATABASE_POOL: namespace === 'production' ? '5' : '8' }, namespace),
    ),
    rule: RULE,
    subject: WEB,
    environment: 'production',
  },
  {
    id: 'pool-of-each-environment-in-its-file',
    tree: inNamespaces(poolOfVariable.replaced('k8s/web.yaml', ...IN_CONFIG_MAP), 'k8s/web.yaml', (namespace) =>
      configMap('library', { DATABASE_POOL: namespace === 'production' ? '6' : '5' }, namespace),
    ),
    rule: RULE,
    subject: WEB,
    environment: 'production',
  },
  {
    id: 'pool-of-two-environments-in-one-file',
    tree: inNamespaces(web, 'k8s/web.yaml', () => undefined),
    rule: RULE,
    subject: WEB,
  },
  {
    id: 'pool-that-web-and-jobs-share',
    tree: both,
    rule: RULE,
    subject: WEB,
  },
  {
    id: 'pool-that-jobs-and-web-share',
    tree: both,
    rule: 'sidekiq-pool-below-concurrency',
    subject: JOBS,
  },
  {
    // Eight connections each are more than the server has: fewer workers, or fewer pods, pay for them.
    id: 'pool-that-the-server-cannot-afford',
    tree: budget
      .with('config/puma.rb', 'threads 8, 8\nworkers 3\n')
      .replaced('k8s/autoscaler.yaml', 'maxReplicas: 20', 'maxReplicas: 10'),
    rule: RULE,
    subject: 'Deployment/catalogue/rails',
  },
  {
    // The contract allows no pool for so many threads.
    id: 'pool-that-the-contract-forbids',
    tree: web
      .with('config/puma.rb', 'threads 16, 16\nworkers 2\n')
      .with(
        'config/infrastructure_contract.yml',
        'schema_version: "1.0"\napplication:\n  name: library\ndatabase:\n  adapter: postgresql\n  min_pool: 5\n  max_pool: 12\n',
      ),
    rule: RULE,
    subject: WEB,
  },
  {
    id: 'jobs-by-a-command-line',
    tree: jobs
      .replaced('k8s/sidekiq.yaml', '"sidekiq"]', '"sidekiq", "-c", "25"]')
      .replaced('config/sidekiq.yml', '10', '5'),
    rule: 'sidekiq-pool-below-concurrency',
    subject: JOBS,
  },
  {
    id: 'jobs-by-a-config-map',
    tree: jobs
      .with('config/sidekiq.yml', ':concurrency: <%= ENV.fetch("SIDEKIQ_CONCURRENCY", 5) %>\n')
      .with('k8s/config.yaml', configMap('library', { SIDEKIQ_CONCURRENCY: '20' }))
      .replaced('k8s/sidekiq.yaml', ...IN_CONFIG_MAP),
    rule: 'sidekiq-pool-below-concurrency',
    subject: JOBS,
  },
];
