/** Variables that Ruby, Rails, its servers, agents or the platform itself read or set: nobody has to declare them. */
const NAMES = new Set([
  ...['PATH', 'HOME', 'USER', 'PWD', 'SHELL', 'TERM', 'LANG', 'TZ', 'TMPDIR', 'HOSTNAME', 'EDITOR', 'PAGER'],
  ...['RAILS_ENV', 'RACK_ENV', 'APP_ENV', 'RAILS_LOG_TO_STDOUT', 'RAILS_LOG_LEVEL', 'RAILS_SERVE_STATIC_FILES'],
  ...['RAILS_RELATIVE_URL_ROOT', 'RAILS_CACHE_ID', 'RAILS_APP_VERSION', 'RAILS_DEVELOPMENT_HOSTS'],
  ...['SECRET_KEY_BASE_DUMMY', 'PIDFILE', 'PORT', 'HOST', 'BINDING', 'BACKTRACE', 'VERBOSE', 'VERSION', 'SCHEMA'],
  ...['DISABLE_DATABASE_ENVIRONMENT_CHECK', 'PARALLEL_WORKERS', 'TEST_ENV_NUMBER', 'LD_PRELOAD'],
  ...['WEB_CONCURRENCY', 'RAILS_MAX_THREADS', 'RAILS_MIN_THREADS', 'MIN_THREADS', 'MAX_THREADS'],
  ...['REDIS_PROVIDER', 'DYNO', 'MEMCACHE_SERVERS', 'REDIS_URL', 'DATABASE_URL', 'CI'],
  ...['SSL_CERT_FILE', 'HTTP_PROXY', 'NO_PROXY', 'HTTPS_PROXY', 'AWS_ROLE_ARN', 'AWS_WEB_IDENTITY_TOKEN_FILE'],
  ...['PGHOST', 'PGPORT', 'PGUSER', 'PGPASSWORD', 'PGDATABASE', 'PGSSLMODE', 'PGSSLROOTCERT', 'PGOPTIONS', 'PGAPPNAME'],
]);

const PREFIXES =
  /^(?:LC|BUNDLE|GEM|RUBY|RBENV|BOOTSNAP|MALLOC|PUMA|SIDEKIQ|GITHUB|BUILDKITE|OTEL|DD|NEW_RELIC|SENTRY)_/;
/** Kubernetes sets them for every Service of the namespace. */
const SERVICE = /_SERVICE_(?:HOST|PORT)$/;

export function isPlatformVariable(name: string): boolean {
  return (
    NAMES.has(name) ||
    NAMES.has(name.toUpperCase()) ||
    PREFIXES.test(name) ||
    SERVICE.test(name) ||
    /^RUBY/.test(name) ||
    name.startsWith('ECS_CONTAINER_METADATA_URI')
  );
}
