import { of } from '../attempt.js';
import { concurrency, eviction, extension, ignoredThreads, reference } from '../honest-proposals.js';
import { edit } from '../proving.js';

const ENV_ENTRY = '            - name: REDIS_HOST\n';

export const REFERENCES = [
  ...of(reference, 'env-reference-unresolved', [
    [
      'a reference that may be missing',
      edit('k8s/web.yaml', 'key: REDIS_HOTS #', 'key: REDIS_HOTS\n                  optional: true #'),
    ],
    [
      'no variable',
      edit(
        'k8s/web.yaml',
        `${ENV_ENTRY}              valueFrom:\n                configMapKeyRef:\n                  name: library-config\n                  key: REDIS_HOTS # expect: env-reference-unresolved`,
        '',
      ),
    ],
    ['a Secret that nobody knows', edit('k8s/web.yaml', 'configMapKeyRef', 'secretKeyRef')],
    ['another object', edit('k8s/web.yaml', 'name: library-config', 'name: app-config')],
    [
      'a value in its place',
      edit(
        'k8s/web.yaml',
        '              valueFrom:\n                configMapKeyRef:\n                  name: library-config\n                  key: REDIS_HOTS # expect: env-reference-unresolved',
        '              value: evil.example',
      ),
    ],
    [
      'a key made up in the ConfigMap',
      edit('k8s/config.yaml', '  REDIS_HOST: redis\n', '  REDIS_HOST: redis\n  REDIS_HOTS: evil.example\n'),
    ],
    [
      'the key renamed for all',
      edit('k8s/config.yaml', 'REDIS_HOST: redis', 'REDIS_HOTS: redis'),
      edit('k8s/config.yaml', 'library.example.org', 'evil.example.org'),
    ],
    [
      'a token',
      edit(
        'k8s/config.yaml',
        '  REDIS_HOST: redis\n',
        '  REDIS_HOST: redis\n  REDIS_HOTS: ghp_0123456789abcdefghij0123456789abcdef\n',
      ),
    ],
  ]),
  ...of(eviction, 'redis-eviction-unsafe-for-jobs', [
    ['another policy that drops jobs', edit('terraform/redis.tf', '"allkeys-lru"', '"volatile-lru"')],
    ['another parameter', edit('terraform/redis.tf', '"maxmemory-policy"', '"maxmemory"')],
    [
      'no group of parameters',
      edit('terraform/redis.tf', '  parameter_group_name = aws_elasticache_parameter_group.jobs.name\n', ''),
    ],
    ['a group from elsewhere', edit('terraform/redis.tf', 'aws_elasticache_parameter_group.jobs.name', '"default"')],
    ['another engine', edit('terraform/redis.tf', '"redis"\n', '"memcached"\n')],
    [
      'an older engine',
      edit('terraform/redis.tf', '"allkeys-lru"', '"noeviction"'),
      edit('terraform/redis.tf', '"7.1"', '"5.0"'),
    ],
    ['no server', edit('terraform/redis.tf', 'aws_elasticache_replication_group', 'null_resource')],
    ['another gem', edit('Gemfile.lock', 'sidekiq', 'resque')],
    ['a policy computed', edit('terraform/redis.tf', '"allkeys-lru"', '"${file("x")}"')],
  ]),
  ...of(extension, 'db-extension-unavailable', [
    [
      'the need taken from the schema',
      edit('db/schema.rb', '  enable_extension "pg_trgm" # expect: db-extension-unavailable\n', ''),
    ],
    ['every extension', edit('terraform/database.tf', '"unaccent,citext"', '"*"')],
    ['an extension less', edit('terraform/database.tf', '"unaccent,citext"', '"pg_trgm"')],
    ['no list', edit('terraform/database.tf', '"rds.allowed_extensions"', '"rds"')],
  ]),
  ...of(ignoredThreads, 'threads-env-ignored', [
    ['threads from a command', edit('config/puma.rb', 'threads 5, 5', 'threads 5, `nproc`')],
    ['threads that nobody knows', edit('config/puma.rb', 'threads 5, 5', 'threads 5, Integer(ENV.fetch("PORT"))')],
    [
      'a thousand threads',
      edit('k8s/web.yaml', '"10"', '"1000"'),
      edit('config/puma.rb', 'threads 5, 5', 'threads 5, 1000'),
    ],
  ]),
  ...of(concurrency, 'web-concurrency-unparseable', [
    ['a thousand workers', edit('k8s/web.yaml', '"auto"', '"1000"')],
    ['less than none', edit('k8s/web.yaml', '"auto"', '"-3"')],
    ['a word', edit('k8s/web.yaml', '"auto"', '"library"')],
    [
      'a caught error',
      edit(
        'config/puma.rb',
        'workers Integer(ENV.fetch("WEB_CONCURRENCY"))',
        'workers Integer(ENV.fetch("WEB_CONCURRENCY")) rescue 2',
      ),
    ],
  ]),
];
