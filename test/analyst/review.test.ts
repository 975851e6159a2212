import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Analyst, ReviewOutcome } from '../../src/analyst/analyst.js';
import { startAnalyst } from '../../src/analyst/start-analyst.js';
import { check } from '../../src/check/check.js';
import { checkRunOf } from '../../src/reporters/check-run/check-run-of.js';
import { readSettings } from '../../src/settings.js';
import { SHOP } from '../e2e/shop.js';
import { addFiles, commitAll, git, makeTree, removeTrees } from '../support/tree.js';
import { Commits, filesOf } from './commits.js';
import { inProcess } from './in-process.js';
import { MemoryFacts } from './memory-facts.js';
import { reviewOf, SOUND_SHOP, shopChange } from './shop-change.js';

const CONFIGURATION = '.github/plumbline.yml';
const RULE = '.plumbline/rules/web/four-replicas/rule.yaml';
const FOUR_REPLICAS = `id: four-replicas
title: Fewer than four replicas
subject: process
severity: error
require: process.replicas.min >= 4
message: The process {process.name} has {process.replicas.min} replicas.
why: The shop must survive the loss of a zone.
references:
  - https://shop.example.com/handbook
`;

let commits: Commits;
let analyst: Analyst;

beforeAll(() => {
  analyst = startAnalyst({ facts: new MemoryFacts(), startChild: inProcess });
});
afterAll(() => analyst.close());
beforeEach(() => {
  commits = new Commits();
});

function review(change: Parameters<typeof shopChange>[1] = {}): Promise<ReviewOutcome> {
  return analyst.review(reviewOf(shopChange(commits, change)), commits.texts);
}

async function titles(change: Parameters<typeof shopChange>[1]): Promise<readonly string[]> {
  const { check: report } = await review(change);
  return report.annotations.map(({ path, startLine, title }) => `${path}:${startLine} ${title}`);
}

const POOL = 'k8s/production/web.yaml:8 Connection pool smaller than the threads that share it';

test('a change is judged, told in a check run, and planned as a review', async () => {
  const patch =
    '@@ -5,5 +5,5 @@\n data:\n   RAILS_ENV: production\n-  RAILS_MAX_THREADS: "5"\n+  RAILS_MAX_THREADS: "16"\n   DB_POOL: "5"\n ---\n';
  const request = { ...reviewOf(shopChange(commits)), files: [{ path: 'k8s/production/web.yaml', patch }] };
  const { check: report, plan, findings } = await analyst.review(request, commits.texts);
  expect(report.conclusion).toBe('failure');
  expect(report.actions).toEqual([{ label: 'Apply fix', description: 'Commit the verified fixes', identifier: 'fix' }]);
  expect(findings).toEqual([expect.stringMatching(/^[0-9a-f]{16}$/)]);
  expect(plan.review?.comments.map(({ path, line }) => ({ path, line }))).toEqual([
    { path: 'k8s/production/web.yaml', line: 8 },
  ]);
  expect(plan.review?.comments[0]?.body).toContain('```suggestion\n  DB_POOL: "16"\n```');
});

test('a merge group has nobody to comment to', async () => {
  const request = { ...reviewOf(shopChange(commits)), files: undefined };
  const { check: report, plan } = await analyst.review(request, commits.texts);
  expect(plan).toEqual({ resolve: [], rewrite: [] });
  expect(report.conclusion).toBe('failure');
  expect(report.summary).not.toContain('/plumbline');
});

test('a change that is sound succeeds without a word', async () => {
  const { check: report, plan, findings } = await review({ after: { ...SOUND_SHOP, 'README.md': '# Shop\n' } });
  expect({ conclusion: report.conclusion, annotations: report.annotations, plan, findings }).toEqual({
    conclusion: 'success',
    annotations: [],
    plan: { resolve: [], rewrite: [] },
    findings: [],
  });
});

test('a finding that somebody set aside is no longer listed, and is told with who did and why', async () => {
  const { findings } = await review();
  const ignored = findings.map((fingerprint) => ({ fingerprint, reason: 'raised next week', by: 'ada' }));
  const after = await review({ ignored });
  expect({ conclusion: after.check.conclusion, findings: after.findings }).toEqual({
    conclusion: 'success',
    findings: [],
  });
  expect(after.check.summary).toContain('Set aside by `ada`: raised next week');
});

describe('the policy', () => {
  test('is that of the base branch, also where the branch went on after the change left it', async () => {
    const before = { ...SOUND_SHOP, [CONFIGURATION]: 'version: 1\nrules:\n  db-pool-below-process-threads: off\n' };
    const change = { before, after: { ...SHOP, [CONFIGURATION]: before[CONFIGURATION] } };
    expect(await titles(change)).toEqual([POOL]);
    expect(await titles({ ...change, policy: new Map([[CONFIGURATION, before[CONFIGURATION]]]) })).toEqual([]);
  });

  test('is not what the head says', async () => {
    const { check: report } = await review({ after: { ...SHOP, [CONFIGURATION]: 'version: 1\nfail_on: never\n' } });
    expect(report.conclusion).toBe('failure');
    expect(report.summary).toContain(`- \`${CONFIGURATION}\` adds fail\\_on: never`);
  });

  test('of the base branch is not changed by a head that left it before', async () => {
    const old = { [CONFIGURATION]: 'version: 1\n', [RULE]: FOUR_REPLICAS };
    const change = { before: { ...SOUND_SHOP, ...old }, after: { ...SHOP, ...old } };
    const policy = new Map([[CONFIGURATION, 'version: 1\nfail_on: warning\n']]);
    const { check: report } = await review({ ...change, policy });
    expect(report.summary).not.toContain('Not obeyed');
    const edited = { ...change.after, [CONFIGURATION]: 'version: 1\nfail_on: never\n' };
    const { check: told } = await review({ ...change, policy, after: edited });
    expect(told.summary).toContain('Not obeyed');
    expect(told.summary).not.toContain(RULE);
  });

  test('that is wrong fails every check, and says where', async () => {
    const { check: report } = await review({ after: SOUND_SHOP, policy: new Map([[CONFIGURATION, 'version: 2\n']]) });
    expect(report.conclusion).toBe('failure');
    expect(report.annotations.map(({ path, startLine }) => `${path}:${startLine}`)).toEqual([`${CONFIGURATION}:1`]);
  });
});

describe('the policy of an organisation', () => {
  const OFF = new Map([[CONFIGURATION, 'version: 1\nrules:\n  db-pool-below-process-threads: off\n']]);

  test('holds where the repository has none', async () => {
    expect(await titles({ organisationPolicy: OFF })).toEqual([]);
  });

  test('does not hold beside that of the repository', async () => {
    expect(await titles({ organisationPolicy: OFF, policy: new Map([[CONFIGURATION, 'version: 1\n']]) })).toEqual([
      POOL,
    ]);
  });

  test('is what a first configuration in the head is compared with', async () => {
    const after = { ...SHOP, [CONFIGURATION]: 'version: 1\n' };
    const { check: report } = await review({ after, organisationPolicy: OFF });
    expect(report.conclusion).toBe('success');
    expect(report.summary).toContain('removes rules: db-pool-below-process-threads: off');
  });

  test('adds its rules to those of the repository', async () => {
    const ofRepository = FOUR_REPLICAS.replaceAll('four', 'five').replace('>= 4', '>= 5');
    const change = {
      organisationPolicy: new Map([[RULE, FOUR_REPLICAS]]),
      policy: new Map([[RULE.replace('four', 'five'), ofRepository]]),
      before: { 'README.md': '' },
    };
    expect(await titles(change)).toEqual(
      expect.arrayContaining([expect.stringContaining('four replicas'), expect.stringContaining('five replicas')]),
    );
  });

  test('that is wrong is told to be wrong there', async () => {
    const organisationPolicy = new Map([
      [CONFIGURATION, 'version: 2\n'],
      [RULE, 'id: four-replicas\n'],
    ]);
    const { check: report } = await review({ after: SOUND_SHOP, organisationPolicy });
    expect(report.conclusion).toBe('failure');
    expect(report.summary).toContain(`- \`acme/.github: ${CONFIGURATION}:1\``);
    expect(report.summary).toContain(`- \`acme/.github: ${RULE}:1\``);
  });

  test('may accept what this repository does not have', async () => {
    const organisationPolicy = new Map([
      [CONFIGURATION, 'version: 1\nignore:\n  - rule: probe-port-mismatch\n    reason: known\n'],
    ]);
    const { findings } = await review({ after: SOUND_SHOP, organisationPolicy });
    expect(findings).toEqual([]);
  });
});

test('what an earlier change of the same repository left behind changes nothing', async () => {
  const first = await review();
  await review({ after: { ...SHOP, 'config/puma.rb': 'threads 40\n' } });
  await review({
    organisationPolicy: new Map([[CONFIGURATION, 'version: 1\nenvironments:\n  shop:\n    paths: [k8s/**]\n']]),
  });
  expect(await review()).toEqual(first);
});

test('the check run is that of `plumbline check --base` on the same commits', async () => {
  const example = filesOf('examples/rails-on-eks');
  const path = 'deploy/production/configmap.yaml';
  const after = {
    ...example,
    [path]: (example[path] ?? '').replace('RAILS_MAX_THREADS: "5"', 'RAILS_MAX_THREADS: "12"'),
  };
  const root = makeTree(example);
  const base = commitAll(root);
  addFiles(root, after);
  git(root, 'commit', '--all', '--quiet', '--message', 'raise');
  const settings = readSettings({ PATH: process.env.PATH, GIT_CONFIG_GLOBAL: '/dev/null' });
  const checked = await check(
    { directory: root, ref: 'HEAD', base, environments: [], rules: [], ruleDirectories: [], cache: false, fix: false },
    { settings, version: '0.0.0', observer: {}, today: '2026-11-20' },
  );
  removeTrees();
  if (!checked.ok) throw new Error(checked.failure.kind);
  const reviewed = await review({ before: example, after });
  expect(reviewed.check.annotations).toHaveLength(2);
  expect(reviewed.check).toEqual(
    checkRunOf(checked.report, {
      policy: { mode: 'blocking', newOnly: true, failOn: 'error', requireComplete: false },
      ignored: [],
      draft: false,
      fixable: true,
      commands: true,
    }),
  );
});
