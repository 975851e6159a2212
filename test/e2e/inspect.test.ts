import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { inspectionShape } from '../../src/reporters/json/shape.js';
import { plumbline, project } from './command.js';
import { SHOP } from './shop.js';

let shop: ReturnType<typeof project>;
beforeAll(() => {
  shop = project(SHOP);
});
afterAll(() => {
  shop.dispose();
});

const inspect = (...args: string[]) => plumbline(shop.path, 'inspect', '--no-cache', ...args);

describe('plumbline inspect', () => {
  test('shows every process of every environment with its settings', async () => {
    expect((await inspect()).stdout).toMatchInlineSnapshot(`
"production
  k8s/production/web.yaml

  PROCESS              KIND  REPLICAS  WORKERS  THREADS  POOL  MEMORY     CPU
  Deployment/shop/web  web   3         2        5–16     5     2Gi / 4Gi  2
"
`);
  });

  test('shows where a value comes from, hop by hop', async () => {
    expect((await inspect('--process', 'production/web', '--setting', 'pool')).stdout).toMatchInlineSnapshot(`
"production/Deployment/shop/web  pool = 5

  1  k8s/production/web.yaml:8:13
     ConfigMap shop, key DB_POOL
     8 │   DB_POOL: "5"
       │             ^

  2  k8s/production/web.yaml:27:37
     takes all of ConfigMap shop
     27 │             - configMapRef: { name: shop }
        │                                     ^^^^

  3  config/database.yml:3:13
     reads DB_POOL
     3 │   pool: <%= ENV.fetch("DB_POOL", 5) %>
       │             ^^^^^^^^^^^^^^^^^^^^^^^
"
`);
  });

  test('finds a process by its workload in every environment', async () => {
    expect((await inspect('--process', 'shop', '--setting', 'threads.max')).stdout).toContain(
      'production/Deployment/shop/web  threads.max = 16',
    );
  });

  test('writes JSON in the shape of the report', async () => {
    const { stdout } = await inspect('--format', 'json');
    expect(inspectionShape.parse(JSON.parse(stdout)).environments[0]?.processes[0]?.pools.primary).toMatchObject({
      value: 5,
    });
  });
});

test('plumbline inspect asks no foreign program for its Rails', async () => {
  const redis = project({
    'k8s/production/redis.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: redis }
spec:
  replicas: 1
  template:
    spec:
      containers:
        - { name: redis, image: "redis:7.4", resources: { limits: { memory: 1Gi } } }
`,
  });
  try {
    const { stdout } = await plumbline(redis.path, 'inspect', '--no-cache');
    expect(stdout).toContain('Deployment/redis/redis  other');
    expect(stdout).not.toContain('? command');
    const railsEnv = await plumbline(
      redis.path,
      'inspect',
      '--no-cache',
      '--process',
      'redis',
      '--setting',
      'railsEnv',
    );
    expect(railsEnv.stdout).toMatch(
      /^production\/Deployment\/redis\/redis {2}railsEnv = not applicable\n[\s\S]*runs no Rails/,
    );
  } finally {
    redis.dispose();
  }
});

describe('plumbline inspect refuses', () => {
  test('a process that there is not', async () => {
    const { code, stderr } = await inspect('--process', 'production/wep');
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'plumbline: There is no process "production/wep". There are: production/Deployment/shop/web.\n',
    });
  });

  test('a setting that there is not', async () => {
    const { code, stderr } = await inspect('--process', 'production/web', '--setting', 'pol');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^plumbline: There is no setting "pol"\. Did you mean pool\?/);
  });
});
