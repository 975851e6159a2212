import { describe, expect, test } from '@jest/globals';
import { unknown } from '../../../src/model/traced.js';
import { settingsLines } from '../../../src/reporters/inspection/settings-list.js';
import { tableLines } from '../../../src/reporters/inspection/table.js';
import { trailLines } from '../../../src/reporters/inspection/trail.js';
import { settingsNamed } from '../../../src/reporters/process-settings.js';
import { PLAIN } from '../../../src/reporters/style.js';
import { PRODUCTION, REPORT, WEB } from '../example-report.js';

const display = { style: PLAIN, width: 90 };

function text(lines: readonly string[]): string {
  return lines.join('\n');
}

function trail(name: string, process = WEB): string {
  return text(settingsNamed(process, name).flatMap((setting) => trailLines(process, setting, REPORT.sources, display)));
}

describe('the table of an environment', () => {
  test('shows each process with its settings, without columns that nobody uses', () => {
    expect(text(tableLines(PRODUCTION, display))).toBe(`production
  k8s/production/web.yaml

  PROCESS              KIND  REPLICAS  WORKERS  THREADS  POOL  MEMORY       CPU
  Deployment/shop/web  web   3–10      2        16       5     512Mi / 1Gi  250m / –`);
  });

  test('marks unknown values and says why', () => {
    const worker = {
      ...WEB,
      pool: unknown('hidden-in-secret', 'DATABASE_URL of Secret shop'),
      workers: unknown('not-computable', '`Etc.nprocessors`'),
    };
    expect(text(tableLines({ ...PRODUCTION, processes: [worker] }, display))).toBe(`production
  k8s/production/web.yaml

  PROCESS              KIND  REPLICAS  WORKERS  THREADS  POOL  MEMORY       CPU
  Deployment/shop/web  web   3–10      ?        16       ?     512Mi / 1Gi  250m / –

  ? workers of web: the code computes it in a way that is not evaluated
    (\`Etc.nprocessors\`)
  ? pool of web: the value lies in a Secret (DATABASE_URL of Secret shop)`);
  });

  test('says that there is no process', () => {
    expect(text(tableLines({ ...PRODUCTION, processes: [] }, display))).toBe(`production
  k8s/production/web.yaml

  no process was found`);
  });
});

test('the settings of a process stand with the place that decides each', () => {
  const lines = settingsLines(WEB, display);
  expect(lines.slice(0, 4)).toEqual([
    'production/Deployment/shop/web  web',
    '  command                bundle exec puma              k8s/production/web.yaml:1',
    '  railsEnv               production                    k8s/production/web.yaml:1',
    '  replicas.min           3                             k8s/production/web.yaml:5',
  ]);
  expect(lines.at(-2)).toBe('  env.DATABASE_URL       ? the value lies in a Secret');
});

describe('the trail of a setting', () => {
  test('shows every hop with its source line, nearest first', () => {
    expect(trail('pool')).toBe(`production/Deployment/shop/web  pool = 5

  1  k8s/production/web.yaml:6:12
     ConfigMap shop, key DB_POOL
     6 │   DB_POOL: "5"
       │            ^^^

  2  config/database.yml:3:13
     reads DB_POOL
     3 │   pool: <%= ENV.fetch("DB_POOL", 5) %>
       │             ^^^^^^^^^^^^^^^^^^^^^^^`);
  });

  test('of an unknown value says why', () => {
    expect(trail('env.DATABASE_URL')).toBe(`production/Deployment/shop/web  env.DATABASE_URL = unknown
  the value lies in a Secret: Secret shop, key url`);
  });

  test('of a value that nothing declares shows where it would stand', () => {
    expect(trail('cpu.limit')).toBe(`production/Deployment/shop/web  cpu.limit = declared nowhere

  1  k8s/production/web.yaml:4:1
     declares none
     4 │ spec:
       │ ^^^^`);
  });

  test('is shown for all settings below a name', () => {
    expect(settingsNamed(WEB, 'threads').map(({ name }) => name)).toEqual(['threads.min', 'threads.max']);
  });

  test('is not shown for a name that no setting has', () => {
    expect(settingsNamed(WEB, 'thread')).toEqual([]);
  });
});
