/**
 * Numbers and modes that teams write in the open: threads, workers, pools, ports, the Rails environment. Of 71
 * declarations of such variables in the manifests of 36 public repositories, none comes from a Secret, so a Secret whose
 * keys cannot be read is assumed not to set them (docs/decisions/0002-opaque-secrets.md).
 */
export function isTuningVariable(name: string): boolean {
  if (/SECRET|TOKEN|PASSWORD|KEY|URL|DSN/.test(name)) return false;
  return (
    /(^|_)(THREADS?|CONCURRENCY|WORKERS?|PROCESSES|POOL|POOL_SIZE|CONNECTIONS|TIMEOUT|COUNT)(_|$)/.test(name) ||
    ['PORT', 'RAILS_ENV', 'RACK_ENV', 'APP_ENV', 'HTTP_PORT', 'TARGET_PORT', 'BINDING', 'HOST'].includes(name) ||
    /^(SIDEKIQ|PUMA|GOOD_JOB|SOLID_QUEUE|JOB)_(ARGS|CONFIG|OPTS|EXECUTION_MODE|IN_PUMA|SUPERVISOR_MODE|QUEUES)$/.test(
      name,
    )
  );
}
