import { breaking, type Case } from '../case.js';
import { configMap, IN_CONFIG_MAP, inNamespaces, withLimits } from './manifests.js';

const WEB = 'Deployment/library/rails';
const REQUESTS = 'Service/library:80 to Deployment/library/rails';
const ports = breaking('web/port-chain-mismatch');
const probes = breaking('web/probe-port-mismatch');
const workers = breaking('web/puma-workers-exceed-cpu');
const memory = breaking('web/memory-limit-below-estimate');
const redirected = breaking('web/probe-redirected-by-force-ssl');
const unready = breaking('kubernetes/readiness-missing');

/** Ports, probes, workers and memory of web servers. */
export const webCases: readonly Case[] = [
  {
    id: 'port-of-a-config-map',
    tree: ports
      .with('config/puma.rb', 'threads 5, 5\nport ENV.fetch("PORT", 3000)\n')
      .with('k8s/config.yaml', configMap('library', { PORT: '9292' }))
      .replaced('k8s/web.yaml', ...IN_CONFIG_MAP),
    rule: 'port-chain-mismatch',
    subject: REQUESTS,
  },
  {
    id: 'port-that-has-no-such-name',
    tree: ports
      .replaced('k8s/service.yaml', 'targetPort: 8080', 'targetPort: web')
      .appended('k8s/web.yaml', '          ports:\n            - name: http\n              containerPort: 3000\n'),
    rule: 'port-chain-mismatch',
    subject: REQUESTS,
  },
  {
    id: 'probe-of-a-port-that-has-no-such-name',
    tree: probes.replaced('k8s/web.yaml', 'port: 8080', 'port: web'),
    rule: 'probe-port-mismatch',
    subject: 'readiness probe of Deployment/library/rails',
  },
  {
    id: 'probe-of-the-port-that-was-before',
    tree: probes
      .with('config/puma.rb', 'threads 5, 5\nbind "tcp://0.0.0.0:#{ENV.fetch("PORT", 8080)}"\n')
      .appended('k8s/web.yaml', '          env:\n            - name: PORT\n              value: "9292"\n'),
    rule: 'probe-port-mismatch',
    subject: 'readiness probe of Deployment/library/rails',
  },
  {
    id: 'probe-that-kills-and-is-redirected',
    tree: redirected.replaced('k8s/web.yaml', 'readinessProbe:', 'livenessProbe:'),
    rule: 'probe-redirected-by-force-ssl',
    subject: 'liveness probe of Deployment/library/rails',
  },
  {
    // The probe that comes to mind first is redirected.
    id: 'readiness-behind-forced-ssl',
    tree: unready
      .replaced(
        'k8s/web.yaml',
        '          livenessProbe:\n            httpGet:\n              path: /up\n              port: 3000\n',
        '',
      )
      .with('config/environments/production.rb', 'Rails.application.configure do\n  config.force_ssl = true\nend\n'),
    rule: 'readiness-missing',
    subject: REQUESTS,
  },
  {
    id: 'workers-of-a-config-map',
    tree: workers
      .with('config/puma.rb', 'threads 5, 5\nworkers ENV.fetch("WEB_CONCURRENCY", 2)\n')
      .with('k8s/config.yaml', configMap('library', { WEB_CONCURRENCY: '10' }))
      .replaced('k8s/web.yaml', ...IN_CONFIG_MAP),
    rule: 'puma-workers-exceed-cpu',
    subject: WEB,
  },
  {
    id: 'workers-of-one-environment-of-two',
    tree: inNamespaces(
      workers
        .with('config/puma.rb', 'threads 5, 5\nworkers ENV.fetch("WEB_CONCURRENCY", 2)\n')
        .replaced('k8s/web.yaml', ...IN_CONFIG_MAP),
      'k8s/web.yaml',
      (namespace) => configMap('library', { WEB_CONCURRENCY: namespace === 'staging' ? '6' : '2' }, namespace),
    ),
    rule: 'puma-workers-exceed-cpu',
    subject: WEB,
    environment: 'staging',
  },
  {
    id: 'workers-that-a-processor-request-bears',
    tree: workers.replaced(
      'k8s/web.yaml',
      '            limits:\n              cpu: "2"\n',
      '            requests:\n              cpu: "2"\n            limits:\n',
    ),
    rule: 'puma-workers-exceed-cpu',
    subject: WEB,
  },
  {
    id: 'workers-of-the-node-without-limits',
    tree: breaking('web/puma-workers-from-host-cpus').replaced(
      'k8s/web.yaml',
      '          resources:\n            limits:\n              cpu: "2"\n              memory: 2Gi\n',
      '',
    ),
    rule: 'puma-workers-from-host-cpus',
    subject: WEB,
  },
  {
    id: 'workers-that-are-no-number-in-a-config-map',
    tree: breaking('web/web-concurrency-unparseable')
      .replaced(
        'k8s/web.yaml',
        '          env:\n            - name: WEB_CONCURRENCY\n              value: "auto"\n',
        '',
      )
      .replaced('k8s/web.yaml', ...IN_CONFIG_MAP)
      .with('k8s/config.yaml', configMap('library', { WEB_CONCURRENCY: '' })),
    rule: 'web-concurrency-unparseable',
    subject: WEB,
  },
  {
    id: 'memory-of-workers-in-a-config-map',
    tree: memory
      .with('config/puma.rb', 'threads 5, 5\nworkers ENV.fetch("WEB_CONCURRENCY", 2)\n')
      .with('k8s/config.yaml', configMap('library', { WEB_CONCURRENCY: '5' }))
      .replaced('k8s/web.yaml', ...IN_CONFIG_MAP),
    rule: 'memory-limit-below-estimate',
    subject: WEB,
  },
  {
    id: 'memory-of-a-job-process',
    tree: memory,
    rule: 'memory-limit-below-estimate',
    subject: 'Deployment/library-sidekiq/rails',
  },
  {
    id: 'memory-that-nothing-was-measured-for',
    tree: withLimits(
      breaking('kubernetes/memory-limit-missing')
        .with('config/puma.rb', 'threads 3, 3\nworkers 4\n')
        .replaced('k8s/web.yaml', '          resources:\n            requests:\n              memory: 1Gi\n', ''),
      'k8s/web.yaml',
      '{ memory: 768Mi }',
    ),
    rule: 'memory-limit-below-estimate',
    subject: WEB,
  },
  {
    id: 'memory-of-two-containers-of-a-pod',
    tree: breaking('kubernetes/memory-limit-missing').appended(
      'k8s/web.yaml',
      '            limits:\n              memory: 2Gi\n        - name: jobs\n          image: registry.example.org/library:1.4.0\n          command: ["bundle", "exec", "sidekiq"]\n',
    ),
    rule: 'memory-limit-missing',
    subject: 'Deployment/library/jobs',
  },
];
