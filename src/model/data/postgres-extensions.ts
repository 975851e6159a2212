/**
 * Extensions that every supported version of RDS and Aurora PostgreSQL offers (AWS extension notes for PostgreSQL 12 to
 * 17, checked 2025). An extension in neither list is unknown.
 */
export const OFFERED_BY_AWS: ReadonlySet<string> = new Set(
  (
    'btree_gin btree_gist citext cube dblink dict_int earthdistance fuzzystrmatch hstore intarray isn ltree ' +
    'pg_buffercache pg_prewarm pg_stat_statements pg_trgm pgcrypto pgrowlocks pgstattuple postgis postgis_topology ' +
    'postgres_fdw sslinfo tablefunc tsm_system_rows tsm_system_time unaccent uuid-ossp'
  ).split(' '),
);

export const NEVER_OFFERED_BY_AWS: ReadonlySet<string> = new Set(['timescaledb', 'citus']);

/** Extensions that work only when `shared_preload_libraries` names them. */
export const NEEDS_PRELOAD: ReadonlySet<string> = new Set([
  'pg_stat_statements',
  'pg_cron',
  'pgaudit',
  'auto_explain',
  'timescaledb',
]);
