import type { Contract } from '../../src/model/facts/contract.js';
import type { Environment, Process } from '../../src/model/model.js';
import { absent, computed, contract, environment, place, stated, webProcess } from './model-builder.js';

const K8S = 'k8s/web.yaml';

function database(): Environment['databases'][number] {
  const tf = 'terraform/database.tf';
  return {
    name: 'app',
    provider: 'rds',
    engine: stated('postgres', tf, 2),
    version: stated('16.4', tf, 3),
    instanceClass: stated('db.t3.small', tf, 4),
    usable: { low: computed(179, tf, 4), high: computed(220, tf, 4) },
    demand: {
      steady: computed(103, K8S, 1),
      rollout: computed(120, K8S, 1),
      draining: computed(200, K8S, 1),
      ceiling: computed(103, K8S, 1),
      ops: computed(3, K8S, 1),
      lines: [
        {
          process: 'web',
          pods: stated(10, K8S, 2),
          processes: computed(2, 'config/puma.rb', 2),
          connections: computed(5, 'config/puma.rb', 1),
          total: computed(100, K8S, 1),
        },
      ],
      breaksAtPods: absent(K8S, 1),
      longestGraceSeconds: stated(30, K8S, 24),
    },
    at: place(tf, 1),
  };
}

function cache(): Environment['caches'][number] {
  const tf = 'terraform/redis.tf';
  return {
    name: 'jobs',
    provider: 'elasticache',
    engine: stated('redis', tf, 2),
    version: stated('7.1', tf, 3),
    tls: stated(true, tf, 4),
    evictionPolicy: stated('noeviction', tf, 5),
    jobConsumers: computed(['Sidekiq 7.3.2'], 'Gemfile.lock', 9),
    cacheStore: computed(false, 'config/environments/production.rb', 1),
    requiredVersion: computed('6.2', 'Gemfile.lock', 9),
    requiredBy: computed('Sidekiq 7.3.2', 'Gemfile.lock', 9),
    versionOrder: computed(1, tf, 3),
    at: place(tf, 1),
  };
}

function probe(process: Process): Environment['probes'][number] {
  return {
    process,
    name: 'readiness',
    action: 'http',
    path: stated('/up', K8S, 31),
    port: stated(3000, K8S, 32),
    scheme: 'HTTP',
    redirect: computed('no', 'config/environments/production.rb', 3),
    listeners: computed([3000], 'config/puma.rb', 3),
    portDefined: computed(true, K8S, 32),
    execution: absent(K8S, 30),
    program: absent(K8S, 30),
    initialDelaySeconds: stated(0, K8S, 33),
    periodSeconds: stated(10, K8S, 34),
    failureThreshold: stated(3, K8S, 35),
    at: place(K8S, 30),
  };
}

function reference(process: Process): Environment['references'][number] {
  return {
    process,
    type: 'ConfigMap',
    object: stated('app-config', K8S, 41),
    key: stated('REDIS_URL', K8S, 42),
    variable: 'REDIS_URL',
    optional: false,
    state: computed('found', K8S, 42),
    presentKeys: computed('APP_HOST, REDIS_URL', 'k8s/config.yaml', 5),
    suggestion: absent('k8s/config.yaml', 5),
    typeIsDeclaredHere: computed(true, 'k8s/config.yaml', 1),
    at: place(K8S, 40),
  };
}

function formula(process: Process): Environment['contractFormulas'][number] {
  const path = 'config/infrastructure_contract.yml';
  return {
    formula: {
      name: 'pool_formula',
      expression: stated('RAILS_MAX_THREADS * WEB_CONCURRENCY + 2', path, 9),
      compare: 'database.pool',
      operator: '>=',
      scope: 'literal',
      bind: 'effective',
      severity: 'error',
      acknowledged: false,
      autofix: false,
      at: place(path, 9),
    },
    process,
    required: computed(12, path, 9),
    actual: stated(12, 'config/database.yml', 7),
    multipliesProcesses: computed(true, path, 9),
    met: computed(true, path, 9),
    binding: computed('RAILS_MAX_THREADS 5 × WEB_CONCURRENCY 2 + 2', path, 9),
    at: place(path, 9),
  };
}

/** An environment with one thing of each kind that rules judge, all in good order. */
export function soundEnvironment(): Environment {
  const path = 'k8s/web.yaml';
  const process = webProcess({
    webConcurrency: {
      value: stated('2', path, 60),
      outcome: computed('number', path, 60),
      reader: computed('`workers` in config/puma.rb', 'config/puma.rb', 2),
    },
    variables: [{ name: 'LOG_LEVEL', value: stated('info', path, 50) }],
    ignoredVariables: [
      {
        name: 'RAILS_MAX_THREADS',
        declared: stated('5', path, 51),
        setting: 'threads',
        effective: stated(5, 'config/puma.rb', 1),
      },
    ],
  });
  return environment({
    processes: [process],
    databases: [database()],
    caches: [cache()],
    autoscalers: [
      {
        name: 'web',
        type: 'HorizontalPodAutoscaler',
        target: { type: 'Deployment', name: 'web' },
        targetFound: computed(true, 'k8s/hpa.yaml', 5),
        min: stated(2, 'k8s/hpa.yaml', 6),
        max: stated(10, 'k8s/hpa.yaml', 7),
        declaredReplicas: absent(path, 5),
        at: place('k8s/hpa.yaml', 1),
      },
    ],
    disruptionBudgets: [
      {
        name: 'web',
        workload: 'web',
        matched: computed(true, 'k8s/pdb.yaml', 4),
        selector: computed('app=web', 'k8s/pdb.yaml', 8),
        replicas: stated(3, path, 5),
        allowedDisruptions: stated(1, 'k8s/pdb.yaml', 6),
        at: place('k8s/pdb.yaml', 1),
      },
    ],
    probes: [probe(process)],
    servicePorts: [
      {
        service: 'web',
        port: 80,
        process,
        targetPort: stated(3000, 'k8s/service.yaml', 8),
        portDefined: computed(true, 'k8s/service.yaml', 8),
        listeners: computed([3000], 'config/puma.rb', 3),
        readiness: computed(true, K8S, 30),
        at: place('k8s/service.yaml', 7),
      },
    ],
    references: [reference(process)],
    variableNeeds: [
      {
        process,
        name: 'STRIPE_API_KEY',
        phase: 'load',
        form: 'fetch',
        provided: computed(true, path, 52),
        sibling: absent(path, 1),
        at: place('config/initializers/stripe.rb', 3),
      },
    ],
    extensions: [
      {
        database: 'app',
        name: 'pg_trgm',
        declaredBy: 'schema',
        available: computed('yes', 'terraform/database.tf', 22),
        allowed: absent('terraform/database.tf', 1),
        at: place('db/schema.rb', 15),
      },
    ],
    contractFormulas: [formula(process)],
    contractVariables: [
      {
        process,
        name: 'SECRET_KEY_BASE',
        provided: computed(true, path, 53),
        at: place('config/infrastructure_contract.yml', 20),
      },
    ],
  });
}

/** A contract that asks for nothing. */
export function soundContract(): Contract {
  return contract({});
}
