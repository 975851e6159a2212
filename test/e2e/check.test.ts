import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { reportShape } from '../../src/reporters/json/shape.js';
import { commit, plumbline, project, write } from './command.js';
import { SHOP } from './shop.js';

const FEWER_THREADS = {
  'k8s/production/web.yaml': (SHOP['k8s/production/web.yaml'] ?? '').replace('THREADS: "16"', 'THREADS: "5"'),
};

let shop: ReturnType<typeof project>;
beforeEach(() => {
  shop = project(SHOP);
});
afterEach(() => {
  shop.dispose();
});

const check = (...args: string[]) => plumbline(shop.path, 'check', '--no-cache', ...args);

describe('plumbline check', () => {
  test('shows what is wrong, why and how to fix it', async () => {
    const { code, stdout, stderr } = await check();
    expect(stdout).toMatchInlineSnapshot(`
"Plumbline shop · 1 environment · 1 process

1 Error

k8s/production/web.yaml

  ✖ db-pool-below-process-threads  production: Deployment/shop/web
    Puma in shop runs 16 threads but Active Record may open only 5 connections. Under load 11
    requests at a time must wait up to 5 s and then raise ActiveRecord::ConnectionTimeoutError. Set
    the pool to at least 16. (Pools are per process, so the 2 workers do not change this number.)

    k8s/production/web.yaml:8:13
    7 │   RAILS_MAX_THREADS: "16"
    8 │   DB_POOL: "5"
      │             ^ ConfigMap shop, key DB_POOL
    9 │ ---

    ← k8s/production/web.yaml:27  takes all of ConfigMap shop
    ← config/database.yml:3       reads DB_POOL
    ← k8s/production/web.yaml:7   ConfigMap shop, key RAILS_MAX_THREADS
    ← config/puma.rb:1            reads RAILS_MAX_THREADS
    ← config/puma.rb:2            says 2

    Fix Set the pool to 16. k8s/production/web.yaml:8
    -   DB_POOL: "5"
    +   DB_POOL: "16"

Could not decide 2 checks
  ? the value comes from outside the repository
    2 × db-connection-budget-exceeded, db-connection-rollout-overflow: the database server's
        max_connections

1 error · 8 checks passed · 2 undecided · 4 files read
"
`);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  });

  test('ends with 0 when nothing reaches the threshold', async () => {
    expect((await check('--fail-on', 'never')).code).toBe(0);
  });

  test('judges only the rules that are named', async () => {
    const { code, stdout } = await check('--rule', 'pdb-blocks-drain');
    expect(code).toBe(0);
    expect(stdout).toContain('no findings');
  });

  test('writes the same JSON twice, in the published shape', async () => {
    const first = await check('--format', 'json');
    const second = await check('--format', 'json');
    expect(second.stdout).toBe(first.stdout);
    const report = reportShape.parse(JSON.parse(first.stdout));
    expect(report.diagnostics.map(({ ruleId }) => ruleId)).toContain('db-pool-below-process-threads');
    expect(first.stdout).not.toContain(shop.path);
  });

  test('writes the report into a file', async () => {
    const { code, stdout } = await check('--format', 'sarif', '--output', 'report.sarif');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(JSON.parse(readFileSync(join(shop.path, 'report.sarif'), 'utf8')).version).toBe('2.1.0');
  });

  test('says so when nothing could be looked at', async () => {
    for (const path of Object.keys(SHOP)) rmSync(join(shop.path, path));
    const { code, stdout } = await check();
    expect(code).toBe(3);
    expect(stdout).toContain('Nothing here is a file that Plumbline reads, so nothing was judged.');
  });
});

describe('plumbline check of revisions', () => {
  test('reads a commit, not the files as they are', async () => {
    commit(shop.path, 'Open the shop');
    write(shop.path, FEWER_THREADS);
    expect((await check()).code).toBe(0);
    expect((await check('--ref', 'HEAD')).code).toBe(1);
  });

  test('reads the HEAD of a bare repository', async () => {
    commit(shop.path, 'Open the shop');
    execFileSync('git', ['clone', '--quiet', '--bare', shop.path, `${shop.path}.git`]);
    const { code, stdout } = await plumbline(shop.path, 'check', '--no-cache', `${shop.path}.git`);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^Plumbline shop HEAD \([0-9a-f]{10}\)/);
  });

  test('does not fail for what was there before', async () => {
    commit(shop.path, 'Open the shop');
    const { code, stdout } = await check('--base', 'HEAD');
    expect(code).toBe(0);
    expect(stdout).toContain('production: Deployment/shop/web  (existing)');
  });

  test('fails for what is new', async () => {
    write(shop.path, FEWER_THREADS);
    commit(shop.path, 'Open the shop');
    write(shop.path, SHOP);
    const { code, stdout } = await check('--base', 'HEAD');
    expect(code).toBe(1);
    expect(stdout).toContain('production: Deployment/shop/web  (new)');
  });

  test('fails for what got worse', async () => {
    commit(shop.path, 'Open the shop');
    const text = (SHOP['k8s/production/web.yaml'] ?? '').replace('THREADS: "16"', 'THREADS: "32"');
    write(shop.path, { 'k8s/production/web.yaml': text });
    const { code, stdout } = await check('--base', 'HEAD');
    expect(code).toBe(1);
    expect(stdout).toContain('production: Deployment/shop/web  (worsened)');
  });
});

describe('plumbline check --fix', () => {
  test('changes the value that decides, shows the difference, and reports what is left', async () => {
    const { code, stderr, stdout } = await check('--fix');
    expect(stderr).toMatchInlineSnapshot(`
"--- a/k8s/production/web.yaml
+++ b/k8s/production/web.yaml
@@ -8,1 +8,1 @@
-  DB_POOL: "5"
+  DB_POOL: "16"
Fixed 1 file.
"
`);
    expect(readFileSync(join(shop.path, 'k8s/production/web.yaml'), 'utf8')).toBe(
      (SHOP['k8s/production/web.yaml'] ?? '').replace('DB_POOL: "5"', 'DB_POOL: "16"'),
    );
    expect(stdout).not.toContain('db-pool-below-process-threads');
    expect(code).toBe(0);
  });

  test('refuses a commit', async () => {
    const { code, stderr } = await check('--fix', '--ref', 'HEAD');
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        'plumbline: --fix changes the files as they are, and --ref names a commit. Check the commit out, or leave --ref away.\n',
    });
  });
});

describe('a finding is suppressed', () => {
  const config = (SHOP['k8s/production/web.yaml'] ?? '').replace(
    '  DB_POOL: "5"',
    '  # plumbline:ignore db-pool-below-process-threads the pool is raised next week\n  DB_POOL: "5"',
  );

  test('by a comment with a reason, and counted', async () => {
    write(shop.path, { 'k8s/production/web.yaml': config });
    const { code, stdout } = await check();
    expect(code).toBe(0);
    expect(stdout).toContain(
      '~ db-pool-below-process-threads Deployment/shop/web k8s/production/web.yaml:8: the pool is',
    );
    expect(stdout).toContain('1 suppressed');
  });

  test('not by a comment without a reason, which is reported', async () => {
    write(shop.path, { 'k8s/production/web.yaml': config.replace(' the pool is raised next week', '') });
    const { code, stdout } = await check();
    expect(code).toBe(1);
    expect(stdout).toContain('suppression-without-reason');
  });
});
