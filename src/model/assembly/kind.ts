import type { ProcessKind } from '../model.js';

/** Programs that are recognised and are no process of a Rails application. */
const OTHER_PROGRAMS = new Set([
  'nginx',
  'redis',
  'redis-server',
  'valkey',
  'valkey-server',
  'postgres',
  'postgresql',
  'postgis',
  'mysql',
  'mysqld',
  'mariadb',
  'memcached',
  'elasticsearch',
  'opensearch',
  'pgbouncer',
  'rabbitmq',
  'haproxy',
  'traefik',
  'envoy',
  'istio-proxy',
  'busybox',
  'alpine',
  'curl',
  'kubectl',
  'fluentd',
  'fluent-bit',
  'filebeat',
  'logstash',
  'kibana',
  'prometheus',
  'grafana',
  'alertmanager',
  'mailhog',
  'mailcatcher',
  'minio',
  'clamav',
  'clamd',
  'gotenberg',
  'typesense',
  'meilisearch',
  'typesense-server',
  'mongo',
  'mongodb',
  'kafka',
  'zookeeper',
  'varnish',
  'squid',
  'vault',
  'consul',
  'cloudsql-proxy',
  'cloud-sql-proxy',
  'oauth2-proxy',
  'selenium',
  'imgproxy',
  'caddy',
  'httpd',
  'statsd',
  'redis-cli',
  'pg_dump',
  'psql',
  'wget',
  'aws',
  'gcloud',
  'envsubst',
  'prometheus_exporter',
  'node',
  'npm',
  'yarn',
  'python',
  'python3',
  'java',
  'sleep',
]);

/** The image's name without registry and tag: `nginx` for `ghcr.io/a/nginx:1.27`. */
export function imageName(image: string): string {
  const last = image.slice(image.lastIndexOf('/') + 1);
  return last.replace(/[@:].*$/, '').toLowerCase();
}

/** A well-known third-party image (`redis`, `nginx-unprivileged`, `redis_exporter`, `my-app-nginx`), never the application's own. */
export function isOtherImage(image: string): boolean {
  const name = imageName(image);
  if (OTHER_PROGRAMS.has(name)) return true;
  const words = name.split(/[-_]/);
  return words.includes('exporter') || OTHER_PROGRAMS.has(words[0] ?? '') || OTHER_PROGRAMS.has(words.at(-1) ?? '');
}

/** What a command runs (rules.md, process kinds), judged by its words after wrappers such as `bundle exec` are gone. */
export function kindOfCommand(words: readonly string[]): ProcessKind {
  const [program, ...rest] = words;
  if (program === undefined) return 'unknown';
  const name = program.slice(program.lastIndexOf('/') + 1);
  switch (name) {
    case 'puma':
    case 'pumactl':
    case 'unicorn':
    case 'unicorn_rails':
    case 'falcon':
    case 'passenger':
    case 'thin':
    case 'iodine':
    case 'rackup':
      return 'web';
    case 'sidekiq':
    case 'sidekiqswarm':
      return 'sidekiq';
    case 'jobs':
      return program.includes('bin/') || words.length === 1 ? 'solid_queue' : 'unknown';
    case 'good_job':
      return 'good_job';
    case 'que':
      return 'que';
    case 'delayed_job':
    case 'delayed_job_worker_pool':
      return 'delayed_job';
    case 'rails':
    case 'rake':
      return kindOfTask(name, rest);
    default:
      return OTHER_PROGRAMS.has(name) ? 'other' : 'unknown';
  }
}

function kindOfTask(program: 'rails' | 'rake' | string, rest: readonly string[]): ProcessKind {
  const task = rest.find((word) => !word.startsWith('-') && !/^\w+=/.test(word));
  if (task === undefined) return program === 'rake' ? 'one-shot' : 'unknown';
  if (program === 'rails' && (task === 'server' || task === 's')) return 'web';
  if (task === 'solid_queue:start') return 'solid_queue';
  if (task === 'jobs:work' || task === 'jobs:workoff') return 'delayed_job';
  if (
    /^(environment|.*:)?resque:(work|workers|scheduler)$/.test(task) ||
    rest.some((word) => word === 'resque:work' || word === 'resque:workers')
  )
    return 'resque';
  return task.startsWith('$') ? 'unknown' : 'one-shot';
}

/** Kinds that run the application's jobs. */
export function isJobKind(kind: ProcessKind): boolean {
  return (
    kind === 'sidekiq' ||
    kind === 'solid_queue' ||
    kind === 'good_job' ||
    kind === 'que' ||
    kind === 'delayed_job' ||
    kind === 'resque'
  );
}
