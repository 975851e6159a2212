import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { plumbline, project } from './command.js';
import { SHOP } from './shop.js';

const PASSWORDS = ['hunter2', 'c2VjcmV0LXRva2Vu', 's3cret-in-the-open', 'swordfish', 'opensesame'];

const SECRET = `apiVersion: v1
kind: Secret
metadata:
  name: shop
stringData:
  LEDGER_URL: postgres://shop:hunter2@db/ledger
  # plumbline:ignore no-such-rule a directive that is reported here, with the lines around it
  DB_POOL: hunter2
data:
  TOKEN: c2VjcmV0LXRva2Vu
`;

const WEB = (SHOP['k8s/production/web.yaml'] ?? '')
  .replace(
    '  DB_POOL: "5"',
    '  QUEUE_DATABASE_URL: postgres://shop:s3cret-in-the-open@db/queue\n  DATABASE_URL: postgres://shop:s3cret-in-the-open@db/shop?pool=5',
  )
  .replace('configMapRef: { name: shop }', 'configMapRef: { name: shop }\n            - secretRef: { name: tokens }')
  .replace('"config/puma.rb"]', '"config/puma.rb", "--control-url", "http://ops:swordfish@localhost:9293"]');

let shop: ReturnType<typeof project>;
beforeAll(() => {
  shop = project({
    ...SHOP,
    'config/database.yml': 'production:\n  adapter: postgresql\n  url: <%= ENV["DATABASE_URL"] %>\n',
    'k8s/production/web.yaml': WEB,
    'k8s/production/secret.yaml': SECRET.replace('name: shop', 'name: tokens'),
    Dockerfile: 'FROM ruby:3.3\nENV CACHE_URL=redis://:opensesame@cache:6379/0\nCMD ["bundle", "exec", "puma"]\n',
  });
});
afterAll(() => {
  shop.dispose();
});

describe('no password leaves Plumbline', () => {
  test.each([
    ['check', '--format', 'text'],
    ['check', '--format', 'json'],
    ['check', '--format', 'sarif'],
    ['check', '--format', 'junit'],
    ['check', '--format', 'markdown'],
    ['inspect'],
    ['inspect', '--format', 'json'],
    ['inspect', '--process', 'production/web'],
    ['inspect', '--process', 'production/web', '--setting', 'env'],
    ['inspect', '--process', 'production/web', '--setting', 'pool'],
    ['inspect', '--process', 'production/web', '--setting', 'command'],
  ])('by %s %s %s', async (...args) => {
    const { stdout, stderr } = await plumbline(shop.path, ...args, '--no-cache');
    expect(stdout.length).toBeGreaterThan(100);
    for (const password of PASSWORDS) expect(stdout + stderr).not.toContain(password);
  });

  test('and who looks at a URL sees the rest of it', async () => {
    const { stdout } = await plumbline(shop.path, 'inspect', '--no-cache', '--format', 'json');
    expect(stdout).toContain('postgres://shop:[hidden]@db/shop?pool=5');
    expect(stdout).toContain('http://ops:[hidden]@localhost:9293');
    const shown = await plumbline(
      shop.path,
      'inspect',
      '--no-cache',
      '--process',
      'web',
      '--setting',
      'env.DATABASE_URL',
    );
    expect(shown.stdout).toContain('env.DATABASE_URL = postgres://shop:[hidden]@db/shop?pool=5');
    expect(shown.stdout).toContain('DATABASE_URL: postgres://shop:••••••••••••••••••@db/shop?pool=5');
  });
});

test('a fix beside a password is shown without it', async () => {
  const text = (SHOP['k8s/production/web.yaml'] ?? '').replace(
    '  DB_POOL: "5"',
    '  DB_POOL: "5"\n  QUEUE_URL: redis://:opensesame@cache/0\n  LOG_LEVEL: info\n  LANG: C.UTF-8',
  );
  const fixed = project({ ...SHOP, 'k8s/production/web.yaml': text });
  const { stderr } = await plumbline(fixed.path, 'check', '--no-cache', '--fix');
  fixed.dispose();
  expect(stderr).toContain('+  DB_POOL: "16"\n   QUEUE_URL: redis://:[hidden]@cache/0\n');
});
