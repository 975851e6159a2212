import { describe, expect, test } from '@jest/globals';
import { COLOURED, PLAIN } from '../../../src/reporters/style.js';
import { renderText } from '../../../src/reporters/text/text.js';
import { HOSTILE_MESSAGE, POOL_FINDING, PRODUCTION, REPORT, reportWith } from '../example-report.js';

const display = { style: PLAIN, width: 90 };

describe('the text report', () => {
  test('shows each finding with its excerpt, its trail and its fix, then what was not decided or read', () => {
    expect(renderText(REPORT, display)).toBe(`Plumbline shop main (1f3870be27) · 1 environment · 1 process

1 Error

k8s/production/web.yaml

  ✖ db-pool-below-process-threads  production: Deployment/shop/web
    Puma in container web runs 16 threads but Active Record may open only 5 connections.

    k8s/production/web.yaml:6:12
    5 │   replicas: 3
    6 │   DB_POOL: "5"
      │            ^^^
    7 │   RAILS_MAX_THREADS: "16"

    ← config/database.yml:3      reads DB_POOL
    ← k8s/production/web.yaml:7  ConfigMap shop, key RAILS_MAX_THREADS

    Fix Set the pool to 16. k8s/production/web.yaml:6
    -   DB_POOL: "5"
    +   DB_POOL: "16"

1 Warning

k8s/production/web.yaml

  ▲ pdb-blocks-drain  production: PodDisruptionBudget/shop
    PDB shop keeps 3 of 3 pods available.

    k8s/production/web.yaml:5:3
    4 │ spec:
    5 │   replicas: 3
      │   ^^^^^^^^^^^
    6 │   DB_POOL: "5"

Could not decide 2 checks
  ? the value comes from outside the repository
    1 × db-connection-budget-exceeded: max_connections of primary
    1 × redis-eviction-unsafe-for-jobs: the eviction policy of redis

Did not read 1 file
  – template not rendered: charts/shop/templates/web.yaml

Suppressed 1 finding
  ~ hpa-replicas-conflict PodDisruptionBudget/shop k8s/production/web.yaml:4: migrating to
    KEDA until March

1 error, 1 warning · deployment judged in part · 14 checks passed · 2 undecided · 1 suppressed · 41 files read, 1 not read
`);
  });

  test('is the same text in colour', () => {
    const coloured = renderText(REPORT, { style: COLOURED, width: 90 });
    expect(coloured).toContain('\u001b[31m^^^\u001b[39m');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours that are taken away
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(renderText(REPORT, display));
  });

  test('marks what is new against a base', () => {
    const report = reportWith({ base: { ref: 'main' }, diagnostics: [{ ...POOL_FINDING, status: 'worsened' }] });
    const text = renderText(report, display);
    expect(text).toContain('· against main ·');
    expect(text).toContain('✖ db-pool-below-process-threads  production: Deployment/shop/web  (worsened)');
  });

  test('sends nothing of the repository that a terminal would obey', () => {
    const hostile = { ...POOL_FINDING, message: HOSTILE_MESSAGE, subject: HOSTILE_MESSAGE };
    const text = renderText(reportWith({ diagnostics: [hostile] }), display);
    for (const obeyed of ['\u001b', '\u0000', '\u202e']) expect(text).not.toContain(obeyed);
  });
});

describe('the text report of nothing', () => {
  const nothing = {
    diagnostics: [],
    suppressed: [],
    undecided: [],
    coverage: { filesRead: 7, filesNotRead: [], verdicts: { passed: 3, failed: 0, undecided: 0 } },
  };

  test('found is one line', () => {
    expect(renderText(reportWith(nothing), display)).toBe(
      `Plumbline shop main (1f3870be27) · 1 environment · 1 process

no findings · 3 checks passed · 7 files read
`,
    );
  });

  test('to judge says so: no environment', () => {
    const text = renderText(reportWith({ ...nothing, model: { environments: [] } }), display);
    expect(text).toContain('No environment was found: no workload, Procfile or image says what runs');
    expect(text).toContain('\nnothing judged · 3 checks passed · 7 files read\n');
  });

  test('to judge says so: what is deployed stands in files that are not read', () => {
    const filesNotRead = ['web', 'worker', 'cron'].map((name) => ({
      path: `charts/shop/templates/${name}.yaml`,
      reason: 'template not rendered',
    }));
    const coverage = { ...nothing.coverage, filesNotRead };
    expect(
      renderText(reportWith({ ...nothing, coverage, model: { environments: [] } }), display),
    ).toBe(`Plumbline shop main (1f3870be27) · 0 environments · 0 processes

Did not read 3 files
  – template not rendered: charts/shop/templates/ (3)

Nothing that was read says what is deployed: 3 templates are not rendered. Rendered into
files (helm template, kustomize build) it can be judged.

deployment not judged: 3 templates are not rendered · 3 checks passed · 7 files read, 3 not read
`);
  });

  test('to judge says so: no process', () => {
    const model = { environments: [{ ...PRODUCTION, processes: [] }] };
    expect(renderText(reportWith({ ...nothing, model }), display)).toContain('No process was found in any environment');
  });

  test('to judge says so: no file', () => {
    const coverage = { ...nothing.coverage, filesRead: 0 };
    expect(renderText(reportWith({ ...nothing, coverage }), display)).toContain(
      'Nothing here is a file that Plumbline reads, so nothing was judged.',
    );
  });
});

test('a place too long for the column has what it says below it', () => {
  const [web] = POOL_FINDING.related;
  if (web === undefined) throw new Error('the example has related places');
  const long = `${'deploy/'.repeat(8)}web.yaml`;
  const related = [web, { says: 'sets RAILS_MAX_THREADS', location: { ...web.location, path: long } }];
  expect(renderText(reportWith({ diagnostics: [{ ...POOL_FINDING, related }] }), display)).toContain(`
    ← config/database.yml:3  reads DB_POOL
    ← ${long}:3
                             sets RAILS_MAX_THREADS
`);
});

test('what is said of one line stands in one row', () => {
  const [web] = POOL_FINDING.related;
  if (web === undefined) throw new Error('the example has related places');
  const related = [web, { ...web, says: 'DB_POOL is not set' }, web];
  expect(renderText(reportWith({ diagnostics: [{ ...POOL_FINDING, related }] }), display)).toContain(
    '\n    ← config/database.yml:3  reads DB_POOL; DB_POOL is not set\n\n',
  );
});

describe('what the place of a finding says', () => {
  const shown = (says: string, width = 90) =>
    renderText(reportWith({ diagnostics: [{ ...POOL_FINDING, says }] }), { ...display, width });

  test('stands beside the caret', () => {
    expect(shown('ConfigMap shop, key DB_POOL')).toContain(`
    6 │   DB_POOL: "5"
      │            ^^^ ConfigMap shop, key DB_POOL
    7 │`);
  });

  test('stands below the caret where it is too long', () => {
    expect(shown('ConfigMap shop, key DB_POOL', 44)).toContain(`
      │            ^^^
      │ ConfigMap shop, key DB_POOL
    7 │`);
  });

  test('is left out where the line and the subject say it', () => {
    expect(shown('DB_POOL of web')).toContain('^^^\n');
  });

  test('stands alone where there is no excerpt', () => {
    const finding = { ...POOL_FINDING, says: 'DB_POOL of the chart' };
    expect(renderText(reportWith({ diagnostics: [finding], sources: new Map() }), display)).toContain(`
    k8s/production/web.yaml:6:12
    DB_POOL of the chart
`);
  });
});

test('of many causes the first are shown', () => {
  const undecided = ['A', 'B', 'C', 'D', 'E'].map((name) => ({
    ruleId: 'env-required-missing',
    subject: `${name} in Deployment/shop/web`,
    environments: ['production', 'staging'],
    reason: 'outside-repository' as const,
    missing: [`${name}, which a source that was not read may set`],
  }));
  expect(renderText(reportWith({ undecided }), display)).toContain(`
Could not decide 10 checks
  ? the value comes from outside the repository
    10 × env-required-missing: A, B, C and 2 more, which a source that was not read may
         set
`);
});
