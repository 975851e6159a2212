import type { Location } from '../../src/model/location.js';
import type { Environment, Process } from '../../src/model/model.js';
import { known, type Setting, type Traced, unknown } from '../../src/model/traced.js';
import type { Diagnostic } from '../../src/policy/diagnostic.js';
import { RENDERED_ANEW } from '../../src/reporters/renderings.js';
import type { Report } from '../../src/reporters/report.js';
import { Source } from '../../src/syntax/source.js';

export const DATABASE_YML = new Source(
  'config/database.yml',
  'production:\n  adapter: postgresql\n  pool: <%= ENV.fetch("DB_POOL", 5) %>\n',
);
export const WEB_YAML = new Source(
  'k8s/production/web.yaml',
  'kind: Deployment\nmetadata:\n  name: shop\nspec:\n  replicas: 3\n  DB_POOL: "5"\n  RAILS_MAX_THREADS: "16"\n',
);

export function at(source: Source, text: string): Location {
  const start = source.text.indexOf(text);
  return source.location(start, start + text.length);
}

const POOL_PLACE = at(WEB_YAML, '"5"');
const THREADS_PLACE = at(WEB_YAML, '"16"');

function here<T>(value: T): Traced<T> {
  return known(value, { location: at(WEB_YAML, 'Deployment'), says: `says ${value}` });
}

const NOWHERE: Setting<number> = known(null, { location: at(WEB_YAML, 'spec'), says: 'declares none' });

/** A web process with 16 threads over a pool of 5. */
export const WEB: Process = {
  id: 'Deployment/shop/web',
  name: 'web',
  environment: 'production',
  kind: 'web',
  workload: { type: 'Deployment', name: 'shop', at: at(WEB_YAML, 'Deployment') },
  container: 'web',
  deployed: true,
  command: here('bundle exec puma'),
  railsEnv: here('production'),
  replicas: { min: known(3, { location: at(WEB_YAML, '3'), says: 'spec.replicas' }), max: here(10) },
  threads: {
    min: here(16),
    max: known(16, { location: THREADS_PLACE, says: 'ConfigMap shop, key RAILS_MAX_THREADS' }),
  },
  maxIoThreads: NOWHERE,
  workers: here(2),
  processes: here(2),
  workersSource: here('literal'),
  concurrency: NOWHERE,
  shutdownTimeout: NOWHERE,
  pools: [
    {
      database: 'primary',
      size: known(5, { location: POOL_PLACE, says: 'ConfigMap shop, key DB_POOL' }),
      replica: false,
    },
  ],
  pool: known(
    5,
    { location: POOL_PLACE, says: 'ConfigMap shop, key DB_POOL' },
    { location: at(DATABASE_YML, 'ENV.fetch("DB_POOL", 5)'), says: 'reads DB_POOL' },
  ),
  missingSection: here(null),
  databaseAdapter: here('postgresql'),
  extraDatabaseThreads: here(0),
  memory: { request: here(536_870_912), limit: here(1_073_741_824) },
  cpu: { request: here(250), limit: NOWHERE },
  gracePeriodSeconds: here(30),
  preStopSeconds: here(0),
  variables: [
    { name: 'DATABASE_URL', value: unknown('hidden-in-secret', 'Secret shop, key url') },
    { name: 'RAILS_MAX_THREADS', value: known('16', { location: THREADS_PLACE, says: 'ConfigMap shop' }) },
  ],
  openVariables: here(false),
  ignoredVariables: [],
  webConcurrency: {
    value: known(null, { location: POOL_PLACE, says: 'WEB_CONCURRENCY is not set' }),
    outcome: here('unset'),
    reader: known(null, { location: POOL_PLACE, says: 'nothing reads it' }),
  },
  gems: {},
  at: at(WEB_YAML, 'Deployment'),
};

export const PRODUCTION: Environment = {
  name: 'production',
  sources: ['k8s/production/web.yaml'],
  processes: [WEB],
  databases: [],
  caches: [],
  autoscalers: [],
  disruptionBudgets: [],
  probes: [],
  servicePorts: [],
  references: [],
  variableNeeds: [],
  extensions: [],
  contractFormulas: [],
  contractVariables: [],
};

export const POOL_FINDING: Diagnostic = {
  ruleId: 'db-pool-below-process-threads',
  severity: 'error',
  subject: 'Deployment/shop/web',
  environments: ['production'],
  message: 'Puma in container web runs 16 threads but Active Record may open only 5 connections.',
  location: POOL_PLACE,
  related: [
    { location: at(DATABASE_YML, 'ENV.fetch("DB_POOL", 5)'), says: 'reads DB_POOL' },
    { location: THREADS_PLACE, says: 'ConfigMap shop, key RAILS_MAX_THREADS' },
  ],
  suggestions: [
    {
      title: 'Set the pool to 16.',
      edit: { path: WEB_YAML.path, start: POOL_PLACE.start, end: POOL_PLACE.end, newText: '"16"' },
      safe: true,
      patch: { diff: '', startLine: 6, endLine: 6, replacement: '  DB_POOL: "16"' },
    },
    { title: 'Never verified.', edit: { path: WEB_YAML.path, start: 0, end: 0, newText: 'x' }, safe: true },
  ],
  margin: 11,
  fingerprint: '0123456789abcdef',
};

const BUDGET_FINDING: Diagnostic = {
  ruleId: 'pdb-blocks-drain',
  severity: 'warning',
  subject: 'PodDisruptionBudget/shop',
  environments: ['production'],
  message: 'PDB shop keeps 3 of 3 pods available.',
  location: at(WEB_YAML, 'replicas: 3'),
  related: [],
  suggestions: [],
  fingerprint: 'fedcba9876543210',
};

export const REPORT: Report = {
  renderings: RENDERED_ANEW,
  version: '1.2.3',
  name: 'shop',
  revision: { ref: 'main', commit: '1f3870be274f6c49b3e31a0c6728957f30f1e2d3' },
  model: { environments: [PRODUCTION] },
  diagnostics: [POOL_FINDING, BUDGET_FINDING],
  suppressed: [
    {
      diagnostic: { ...BUDGET_FINDING, ruleId: 'hpa-replicas-conflict', fingerprint: '00000000000000aa' },
      reason: 'migrating to KEDA until March',
      location: at(WEB_YAML, 'spec:'),
    },
  ],
  undecided: [
    {
      ruleId: 'db-connection-budget-exceeded',
      subject: 'primary',
      environments: ['production'],
      reason: 'outside-repository',
      missing: ['max_connections of primary'],
    },
    {
      ruleId: 'redis-eviction-unsafe-for-jobs',
      subject: 'redis',
      environments: ['production'],
      reason: 'outside-repository',
      missing: ['the eviction policy of redis'],
    },
  ],
  unobeyed: [],
  coverage: {
    filesRead: 41,
    filesNotRead: [{ path: 'charts/shop/templates/web.yaml', reason: 'template not rendered' }],
    verdicts: { passed: 14, failed: 2, undecided: 2 },
  },
  rules: [
    {
      id: 'db-pool-below-process-threads',
      title: 'Connection pool smaller than the threads that share it',
      severity: 'error',
      why: 'Each thread that runs a query needs its own connection.',
    },
    { id: 'pdb-blocks-drain', title: 'Disruption budget blocks drains', severity: 'warning', why: 'Drains hang.' },
  ],
  sources: new Map([
    [DATABASE_YML.path, DATABASE_YML],
    [WEB_YAML.path, WEB_YAML],
  ]),
};

/** Text that tries to be more than text: for reporters that must neutralise it. */
export const HOSTILE_MESSAGE =
  'pool `5` | <img src=x onerror=alert(1)> @everyone #1 [click](javascript:x) https://evil.example \u001b[31m\u202e ]]> --> \u0000';

export function reportWith(change: Partial<Report>): Report {
  return { ...REPORT, ...change };
}
