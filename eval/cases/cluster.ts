import { breaking, type Case } from '../case.js';
import { configMap, inNamespaces, workload } from './manifests.js';

const LIBRARY = 'Deployment/library/rails';
const references = breaking('variables/env-reference-unresolved');
const required = breaking('variables/env-required-missing');
const grace = breaking('jobs/job-grace-period-too-short');
const drain = breaking('kubernetes/pdb-blocks-drain');
const scaled = breaking('kubernetes/hpa-replicas-conflict');
const PAYMENTS = '            - name: PAYMENTS_API_KEY\n              value: test\n';

/** What Kubernetes objects say of each other, and variables that somebody has to provide. */
export const clusterCases: readonly Case[] = [
  {
    id: 'budget-of-a-single-pod',
    tree: drain
      .replaced('k8s/web.yaml', 'replicas: 2', 'replicas: 1')
      .replaced('k8s/budget.yaml', 'minAvailable: 2', 'minAvailable: "50%"'),
    rule: 'pdb-blocks-drain',
    subject: 'PodDisruptionBudget/library of library',
  },
  {
    id: 'budget-of-an-autoscaled-workload',
    tree: drain
      .replaced('k8s/web.yaml', '  replicas: 2\n', '')
      .with('k8s/autoscaler.yaml', scaled.files.get('k8s/autoscaler.yaml') ?? ''),
    rule: 'pdb-blocks-drain',
    subject: 'PodDisruptionBudget/library of library',
  },
  {
    id: 'replicas-of-one-environment-of-two',
    tree: inNamespaces(scaled, 'k8s/web.yaml', (namespace) =>
      namespace === 'production'
        ? scaled.files
            .get('k8s/autoscaler.yaml')
            ?.replace('name: library\n', 'name: library\n  namespace: production\n')
        : undefined,
    ).without('k8s/autoscaler.yaml'),
    rule: 'hpa-replicas-conflict',
    subject: 'HorizontalPodAutoscaler/library',
    environment: 'production',
  },
  {
    id: 'reference-to-a-config-map-that-was-renamed',
    tree: references
      .replaced('k8s/config.yaml', 'name: library-config', 'name: library-settings')
      .replaced('k8s/web.yaml', 'REDIS_HOTS', 'REDIS_HOST'),
    rule: 'env-reference-unresolved',
    subject: 'ConfigMap/library-config in Deployment/library/rails',
  },
  {
    id: 'reference-of-one-environment-of-two',
    tree: inNamespaces(references.replaced('k8s/web.yaml', 'REDIS_HOTS', 'CACHE_HOST'), 'k8s/web.yaml', (namespace) =>
      configMap(
        'library-config',
        namespace === 'staging' ? { REDIS_HOST: 'redis' } : { CACHE_HOST: 'cache' },
        namespace,
      ),
    ).without('k8s/config.yaml'),
    rule: 'env-reference-unresolved',
    subject: `REDIS_HOST from ConfigMap/library-config in ${LIBRARY}`,
    environment: 'staging',
  },
  {
    id: 'variable-that-only-jobs-have',
    tree: required.with('k8s/jobs.yaml', `${workload('library-jobs', 'sidekiq')}          env:\n${PAYMENTS}`),
    rule: 'env-required-missing',
    subject: `PAYMENTS_API_KEY in ${LIBRARY}`,
  },
  {
    id: 'variable-that-only-production-has',
    tree: inNamespaces(
      required.appended(
        'k8s/web.yaml',
        '          envFrom:\n            - configMapRef:\n                name: library\n',
      ),
      'k8s/web.yaml',
      (namespace) =>
        configMap(
          'library',
          namespace === 'production' ? { PAYMENTS_API_KEY: 'test' } : { APP_HOST: 'library.example.org' },
          namespace,
        ),
    ),
    rule: 'env-required-missing',
    subject: `PAYMENTS_API_KEY in ${LIBRARY}`,
    environment: 'staging',
  },
  {
    id: 'variable-that-a-job-needs',
    tree: required
      .without('config/initializers/payments.rb')
      .with(
        'app/jobs/refund_job.rb',
        'class RefundJob < ApplicationJob\n  def perform(id)\n    Payments.refund(id, key: ENV.fetch("PAYMENTS_API_KEY"))\n  end\nend\n',
      ),
    rule: 'env-required-missing',
    subject: `PAYMENTS_API_KEY in ${LIBRARY}`,
  },
  {
    id: 'boolean-without-quotes',
    tree: breaking('variables/env-value-not-string').replaced(
      'k8s/web.yaml',
      'WEB_CONCURRENCY\n              value: 2',
      'RAILS_LOG_TO_STDOUT\n              value: true',
    ),
    rule: 'env-value-not-string',
    subject: `RAILS_LOG_TO_STDOUT in ${LIBRARY}`,
  },
  {
    id: 'grace-of-a-longer-timeout',
    tree: grace
      .replaced('config/sidekiq.yml', ':timeout: 25', ':timeout: 90')
      .replaced('k8s/sidekiq.yaml', 'terminationGracePeriodSeconds: 25', 'terminationGracePeriodSeconds: 60'),
    rule: 'job-grace-period-too-short',
    subject: 'Deployment/library-jobs/sidekiq',
  },
  {
    id: 'grace-by-default-with-a-hook',
    tree: grace
      .replaced('k8s/sidekiq.yaml', '      terminationGracePeriodSeconds: 25\n', '')
      .appended(
        'k8s/sidekiq.yaml',
        '          lifecycle:\n            preStop:\n              exec:\n                command: ["sleep", "15"]\n',
      ),
    rule: 'job-grace-period-too-short',
    subject: 'Deployment/library-jobs/sidekiq',
  },
  {
    id: 'probe-of-a-chain-of-commands',
    tree: breaking('kubernetes/exec-probe-not-executable').replaced(
      'k8s/sidekiq.yaml',
      'command: ["PATH=$PATH:/app/bin", "sidekiqmon | grep library"]',
      'command: ["test", "-f", "/tmp/ready", "&&", "sidekiqmon"]',
    ),
    rule: 'exec-probe-not-executable',
    subject: 'readiness probe of Deployment/library-sidekiq/rails',
  },
];
