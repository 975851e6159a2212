import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeMonorepo } from '../../bench/monorepo.mjs';

const EXAMPLE = fileURLToPath(new URL('../../examples/rails-on-eks', import.meta.url));

/** A small monorepo where everything that workloads can share is shared by some: ConfigMaps, labels, names, servers, a contract. */
export function writeShopTree(root) {
  writeMonorepo(root, { workloads: 4, rubyFiles: 12, terraformModules: 1 });
  cpSync(EXAMPLE, join(root, 'services/shop'), { recursive: true });
  const write = (path, text) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  write('config/infrastructure_contract.yml', CONTRACT);
  write('.github/plumbline.yml', CONFIGURATION);
  write('.plumbline/rules/own/servers-in-reach/rule.yaml', LOOKS_AROUND);
  for (const environment of ['production', 'staging']) {
    write(`deploy/${environment}/shared.yaml`, shared(environment));
    write(`deploy/${environment}/budget.yaml`, budget(environment));
    write(`deploy/${environment}/jobs.yaml`, jobs(environment));
  }
  write(
    'deploy/base/kustomization.yaml',
    'resources: [web.yaml]\nconfigMapGenerator:\n  - name: made\n    literals: [A=1]\n',
  );
  write('deploy/base/web.yaml', jobs('base').replace('namespace: base', 'namespace: shared'));
}

const CONTRACT = `schema_version: "1.0"
application:
  name: storefront
  framework: rails
database:
  adapter: postgresql
  min_pool: 6
  required_extensions: [pg_trgm, hstore]
environment_variables:
  required: [REDIS_URL, DATABASE_URL, STRIPE_KEY]
health:
  startup_timeout_seconds: 90
formulas:
  pool_formula:
    expression: RAILS_MAX_THREADS * WEB_CONCURRENCY
    severity: warning
`;

const CONFIGURATION = `ignore:
  - rule: memory-limit-missing
    subject: "Deployment/app-1/*"
    reason: measured
rules:
  readiness-missing: notice
`;

/** A rule that looks at the whole environment while it judges one process. */
const LOOKS_AROUND = `id: servers-in-reach
title: More processes than the servers are made for
severity: notice
subject: process
when: process.kind == "web"
require: environment.processes.size() < 7 && environment.databases.all(server, server.demand.lines.size() < 6)
message: "{process.name} is one of {environment.processes.size()} processes."
why: A rule of the repository, for the sake of looking around.
references: ["https://example.com"]
`;

function shared(environment) {
  return `apiVersion: v1
kind: ConfigMap
metadata: { name: common, namespace: ${environment} }
data:
  RAILS_MAX_THREADS: "7"
  REDIS_URL: redis://cache.${environment}:6379/0
  DATABASE_URL: postgres://db.${environment}:5432/shop
---
apiVersion: v1
kind: Secret
metadata: { name: stripe, namespace: ${environment} }
stringData: { STRIPE_KEY: x }
`;
}

function budget(environment) {
  return `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: all, namespace: ${environment} }
spec:
  minAvailable: 1
  selector: { matchLabels: { app: worker } }
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: worker, namespace: ${environment} }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: worker }
  minReplicas: 1
  maxReplicas: 4
`;
}

function jobs(environment) {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: worker, namespace: ${environment} }
spec:
  replicas: 2
  selector: { matchLabels: { app: worker } }
  template:
    metadata: { labels: { app: worker, tier: jobs } }
    spec:
      containers:
        - name: worker
          image: registry.example.com/storefront:1.0.0
          command: ["bundle", "exec", "sidekiq"]
          envFrom:
            - configMapRef: { name: common }
          env:
            - name: STRIPE_KEY
              valueFrom: { secretKeyRef: { name: stripe, key: STRIPE_KEY } }
            - name: TOKEN
              valueFrom: { secretKeyRef: { name: elsewhere, key: token } }
          resources: { limits: { memory: 1Gi } }
        - name: web
          image: registry.example.com/storefront:1.0.0
          command: ["bundle", "exec", "puma"]
          ports: [{ name: http, containerPort: 3000 }]
          envFrom:
            - configMapRef: { name: comon }
          livenessProbe: { httpGet: { path: /up, port: http } }
---
apiVersion: v1
kind: Service
metadata: { name: worker, namespace: ${environment} }
spec:
  selector: { app: worker }
  ports: [{ port: 80, targetPort: http }]
`;
}
