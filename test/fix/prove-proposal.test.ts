import { describe, expect, test } from '@jest/globals';
import { filesToTouch } from '../../src/fix/files-to-touch.js';
import { proveProposal } from '../../src/fix/prove-proposal.js';
import { BUILT_IN_RULES, loadRules, readRuleFiles } from '../../src/policy/load.js';
import type { ProposedEdit } from '../../src/policy/proposal.js';
import { ADVERSARIAL } from './adversarial-proposals.js';
import { eviction, forcedSsl, grown, HONEST, memoryLimit, PROBE, pool, readiness } from './honest-proposals.js';
import { edit, findingOf, judgedTree, prove } from './proving.js';

const RULE = 'db-pool-below-process-threads';

async function reasonsAgainst(...[tree, rule, ...edits]: readonly [typeof pool, string, ...ProposedEdit[]]) {
  const proof = await prove(tree, rule, edits);
  return proof.ok ? [] : proof.reasons;
}

test('a proposal of one edit is proved with its diff and the lines that GitHub can offer to commit', async () => {
  const edits = [
    edit(
      'config/database.yml',
      '  database: library_production\n  pool: 5',
      '  database: library_production\n  pool: 8',
    ),
  ];
  expect(await prove(pool, RULE, edits, 'Give every thread of Puma a connection.')).toEqual({
    ok: true,
    proved: {
      title: 'Give every thread of Puma a connection.',
      writtenBy: 'a-model',
      edits: [{ path: 'config/database.yml', start: 65, end: 74, newText: '  pool: 8' }],
      diff: `--- a/config/database.yml
+++ b/config/database.yml
@@ -1,4 +1,4 @@
 production:
   adapter: postgresql
   database: library_production
-  pool: 5 # expect: ${RULE}
+  pool: 8 # expect: ${RULE}
`,
      patch: {
        diff: expect.stringContaining('+  pool: 8'),
        startLine: 4,
        endLine: 4,
        replacement: `  pool: 8 # expect: ${RULE}`,
      },
      rulesRun: loadRules(readRuleFiles(BUILT_IN_RULES)).rules.length,
    },
  });
});

test('a proposal of two files is proved as a whole, and has no lines to offer', async () => {
  const proof = await prove(
    grown,
    'db-connection-budget-exceeded',
    [
      edit('deploy/production/web.yaml', 'maxReplicas: 60', 'maxReplicas: 20'),
      edit('deploy/production/configmap.yaml', 'WEB_CONCURRENCY: "3"', 'WEB_CONCURRENCY: "2"'),
    ],
    'Let twenty pods of two workers fit the database.',
  );
  expect(proof).toMatchObject({ ok: true });
  if (!proof.ok) return;
  expect(proof.proved.patch).toBeUndefined();
  expect(proof.proved.diff.split('\n').filter((line) => /^[-+]/.test(line))).toEqual([
    '--- a/deploy/production/web.yaml',
    '+++ b/deploy/production/web.yaml',
    '-  maxReplicas: 60',
    '+  maxReplicas: 20',
    '--- a/deploy/production/configmap.yaml',
    '+++ b/deploy/production/configmap.yaml',
    '-  WEB_CONCURRENCY: "3"',
    '+  WEB_CONCURRENCY: "2"',
  ]);
});

describe('a proposal is accepted that brings', () => {
  test.each(HONEST.map((attempt) => [attempt.says, attempt] as const))(
    '%s',
    async (_, { tree, rule, edits, title }) => {
      const proof = await prove(tree, rule, edits, title);
      expect(proof.ok ? [] : proof.reasons).toEqual([]);
    },
  );
});

describe('whoever wrote a proposal is told why it is rejected', () => {
  test('the finding is still there', async () => {
    expect(await reasonsAgainst(pool, RULE, edit('config/database.yml', 'pool: 5', 'pool: 7'))).toEqual([
      expect.stringMatching(/^The finding is still there: Puma in library runs 8 threads/),
    ]);
  });

  test('another finding comes in its place', async () => {
    expect(
      await reasonsAgainst(
        eviction,
        'redis-eviction-unsafe-for-jobs',
        edit('terraform/redis.tf', '"allkeys-lru"', '"noeviction"'),
        edit('terraform/redis.tf', '"7.1"', '"5.0"'),
      ),
    ).toEqual([
      'A finding is new in default: redis-version-below-requirement: The Redis server jobs runs redis 5.0; Sidekiq 7.3.2 needs Redis 6.2 or later.',
      'It changes version of jobs in default, which is no part of this finding.',
    ]);
  });

  test('a number is absurd, where twice what is asked for is not', async () => {
    const setTo = (size: number) => reasonsAgainst(pool, RULE, edit('config/database.yml', 'pool: 5', `pool: ${size}`));
    expect(await setTo(16)).toEqual([]);
    expect(await setTo(17)).toEqual([
      'With it, pools.primary.size of Deployment/library/rails in default is too far from what it was and from what the finding asks for.',
      'With it, pool of Deployment/library/rails in default is too far from what it was and from what the finding asks for.',
    ]);
  });

  test('one of its changes is not needed', async () => {
    expect(
      await reasonsAgainst(
        pool,
        RULE,
        edit('config/database.yml', 'pool: 5', 'pool: 8'),
        edit('config/puma.rb', 'workers 2', 'workers 3'),
      ),
    ).toEqual(['The change of config/puma.rb at line 2 is not needed: without it the finding is gone as well.']);
  });

  test('a probe is taken away, where one may be added', async () => {
    const added = `${PROBE}              httpHeaders:\n                - name: X-Forwarded-Proto\n                  value: https\n`;
    const withProbe = edit('k8s/web.yaml', '          livenessProbe:\n', `${added}          livenessProbe:\n`);
    const inItsPlace = edit('k8s/web.yaml', 'livenessProbe', 'readinessProbe');
    expect(await reasonsAgainst(readiness, 'readiness-missing', withProbe)).toEqual([]);
    expect(await reasonsAgainst(readiness, 'readiness-missing', inItsPlace)).toContain(
      'It takes away Deployment/library/rails liveness (probes) in default.',
    );
  });

  test('a setting of security is part of it, where one beside it is not', async () => {
    const path = 'config/environments/production.rb';
    const line = '  config.force_ssl = true\n';
    const rule = 'probe-redirected-by-force-ssl';
    expect(await reasonsAgainst(forcedSsl, rule, edit(path, line, `  config.assume_ssl = true\n${line}`))).toEqual([]);
    expect(await reasonsAgainst(forcedSsl, rule, edit(path, 'force_ssl = true', 'force_ssl = false'))).toEqual([
      'config/environments/production.rb line 2 is about "force_ssl", which is not for a patch.',
    ]);
  });

  test('a limit is smaller than the request', async () => {
    const limit = (size: string) =>
      edit('k8s/web.yaml', 'memory: 1Gi\n', `memory: 1Gi\n            limits:\n              memory: ${size}\n`);
    expect(await reasonsAgainst(memoryLimit, 'memory-limit-missing', limit('1Gi'))).toEqual([]);
    expect(await reasonsAgainst(memoryLimit, 'memory-limit-missing', limit('512Mi'))).toEqual([
      'With it, memory.limit of Deployment/library/rails in default is too far from what it was and from what the finding asks for.',
    ]);
  });

  test('no reason quotes a password', async () => {
    const diagnostic = { ...(await findingOf(pool, RULE)), subject: 'redis://:hunter2@cache:6379' };
    const { trial } = await judgedTree(pool);
    const edits = [edit('config/database.yml', 'pool: 5', 'pool: <%= ENV.fetch("DB_POOL") %>')];
    const proof = await proveProposal(
      {
        proposal: { title: 'Set it.', edits },
        diagnostic,
        writtenBy: 'a-model',
        paths: new Set(['config/database.yml']),
      },
      trial,
    );
    expect(JSON.stringify(proof)).not.toContain('hunter2');
  });
});

test('a proposal touches the configuration that decided its finding, and neither policy, code nor lock files', async () => {
  const finding = await findingOf(pool, RULE);
  const places = [
    '.github/workflows/ci.yml',
    '.plumbline.yml',
    'config/infrastructure_contract.yml',
    'Gemfile.lock',
    'app/models/order.rb',
    'db/schema.rb',
    'config/initializers/redis.rb',
    'terraform/database.tf',
    'Procfile',
  ];
  const related = places.map((path) => ({ says: '', location: { ...finding.location, path } }));
  expect(filesToTouch({ ...finding, related })).toEqual([
    'Procfile',
    'config/database.yml',
    'config/initializers/redis.rb',
    'terraform/database.tf',
  ]);
});

test(`of ${ADVERSARIAL.length} hostile proposals none is accepted`, async () => {
  const accepted: string[] = [];
  for (const { says, tree, rule, edits, title } of ADVERSARIAL) {
    const { ok } = await prove(tree, rule, edits, title);
    if (ok) accepted.push(`${rule}: ${says}`);
  }
  expect(accepted).toEqual([]);
});
