import { of } from '../attempt.js';
import { estimate, grown, threaded } from '../honest-proposals.js';
import { edit, exampleWith } from '../proving.js';

const THREADS = 'RAILS_MAX_THREADS: "16"';

/** Production and staging share the files of the application. */
export const ENVIRONMENTS = [
  ...of(threaded, 'db-pool-below-process-threads', [
    [
      'a pool for production that breaks the formula',
      edit('deploy/production/configmap.yaml', 'DATABASE_POOL: "10"', 'DATABASE_POOL: "16"'),
    ],
    [
      'a default that production does not read',
      edit('config/database.yml', 'ENV.fetch("DATABASE_POOL", 10)', 'ENV.fetch("DATABASE_POOL", 16)'),
    ],
    [
      'the same numbers in staging',
      edit('deploy/staging/configmap.yaml', 'DATABASE_POOL: "10"', 'DATABASE_POOL: "23"'),
    ],
    ['a pool for all environments', edit('config/database.yml', '<%= ENV.fetch("DATABASE_POOL", 10) %>', '16')],
    [
      'another environment of Rails',
      edit('deploy/production/configmap.yaml', 'RAILS_ENV: "production"', 'RAILS_ENV: "test"'),
    ],
    ['no variables', edit('deploy/production/configmap.yaml', 'kind: ConfigMap', 'kind: Service')],
    [
      'a ConfigMap of another name',
      edit('deploy/production/configmap.yaml', 'name: rails-app-config', 'name: rails-app'),
    ],
    [
      'a ConfigMap of another environment',
      edit('deploy/production/configmap.yaml', 'namespace: production', 'namespace: staging'),
    ],
    ['a secret key', edit('deploy/production/secrets.yaml', 'secretKey: DATABASE_URL', 'secretKey: DATABASE_POOL')],
    ['threads by another name', edit('deploy/production/configmap.yaml', THREADS, 'RAILS_MIN_THREADS: "5"')],
    ['one thread', edit('deploy/production/configmap.yaml', THREADS, 'RAILS_MAX_THREADS: "1"')],
    [
      'logs that go nowhere',
      edit(
        'deploy/production/configmap.yaml',
        '  DATABASE_POOL: "10"\n  RAILS_MAX_THREADS: "16"\n',
        '  DATABASE_POOL: "23"\n  RAILS_MAX_THREADS: "7"\n',
      ),
      edit('deploy/production/configmap.yaml', 'LOG_TO_STDOUT: "true"', 'LOG_TO_STDOUT: ""'),
    ],
    [
      'one arena of memory besides',
      edit(
        'deploy/production/configmap.yaml',
        '  DATABASE_POOL: "10"\n  RAILS_MAX_THREADS: "16"\n',
        '  DATABASE_POOL: "23"\n  RAILS_MAX_THREADS: "7"\n',
      ),
      edit('deploy/production/configmap.yaml', 'MALLOC_ARENA_MAX: "2"', 'MALLOC_ARENA_MAX: "8"'),
    ],
  ]),
  ...of(grown, 'db-connection-budget-exceeded', [
    ['half of what is needed', edit('deploy/production/web.yaml', 'maxReplicas: 60', 'maxReplicas: 40')],
    [
      'sixty pods with a pool of one',
      edit('deploy/production/configmap.yaml', 'DATABASE_POOL: "10"', 'DATABASE_POOL: "1"'),
    ],
    ['no autoscaler', edit('deploy/production/web.yaml', 'kind: HorizontalPodAutoscaler', 'kind: ConfigMap')],
    [
      'a database for which nobody pays',
      edit('terraform/production/variables.tf', 'db.t4g.medium', 'db.x2iedn.32xlarge'),
    ],
    ['no jobs in production', edit('deploy/production/sidekiq.yaml', 'replicas: 4', 'replicas: 0')],
    [
      'fewer pods, and probes that are gone',
      edit('deploy/production/web.yaml', 'maxReplicas: 60', 'maxReplicas: 10'),
      edit('deploy/production/web.yaml', '            timeoutSeconds: 3\n', ''),
    ],
    [
      'fewer pods, and a budget less',
      edit('deploy/production/web.yaml', 'maxReplicas: 60', 'maxReplicas: 10'),
      edit('deploy/production/web.yaml', 'maxUnavailable: 1', 'maxUnavailable: 2'),
    ],
    [
      'fewer pods, and a shorter stop',
      edit('deploy/production/web.yaml', 'maxReplicas: 60', 'maxReplicas: 10'),
      edit('deploy/production/web.yaml', 'terminationGracePeriodSeconds: 45', 'terminationGracePeriodSeconds: 30'),
    ],
    [
      'fewer pods, and a lower request',
      edit('deploy/production/web.yaml', 'maxReplicas: 60', 'maxReplicas: 10'),
      edit('deploy/production/web.yaml', '"768Mi"', '"512Mi"'),
    ],
  ]),
  ...of(estimate, 'memory-limit-below-estimate', [
    ['a terabyte', edit('k8s/sidekiq.yaml', 'memory: 192Mi', 'memory: 1Ti')],
    ['no limit', edit('k8s/sidekiq.yaml', 'limits:', 'requests:')],
    ['the contract loosened', edit('config/infrastructure_contract.yml', 'per_worker: 400Mi', 'per_worker: 4Mi')],
  ]),
];

/** A repository that is hostile before anybody proposes: what is there may not be used as an excuse. */
export const HOSTILE = of(
  exampleWith(
    edit('deploy/production/web.yaml', 'maxReplicas: 10', 'maxReplicas: 60'),
    edit(
      'deploy/production/web.yaml',
      '  metrics:\n',
      '  # plumbline:ignore db-connection-budget-exceeded\n  metrics:\n',
    ),
  ),
  'db-connection-budget-exceeded',
  [
    [
      'a reason for a suppression',
      edit(
        'deploy/production/web.yaml',
        'ignore db-connection-budget-exceeded',
        'ignore db-connection-budget-exceeded it is fine',
      ),
    ],
    [
      'a suppression moved',
      edit(
        'deploy/production/web.yaml',
        '  maxReplicas: 60\n  # plumbline:ignore db-connection-budget-exceeded\n',
        '  # plumbline:ignore db-connection-budget-exceeded x\n  maxReplicas: 60\n',
      ),
    ],
  ],
);
