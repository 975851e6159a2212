import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { asApp, asInstallation, asking, eachWithGithub, shop } from './asking.js';

const github = eachWithGithub();
const SHOP = '/repos/acme/shop';

describe('an App', () => {
  test('is known by what it signs, with its number or its client id', async () => {
    const { clientId } = github().app();
    for (const iss of [7, '7', clientId]) {
      const { status, body } = await asApp(github(), { iss })('GET /app');
      expect([status, body.slug, body.client_id]).toEqual([200, 'plumbline', clientId]);
    }
  });

  test.each([
    ['lives longer than ten minutes', { exp: 615 }, "'Expiration time' claim ('exp') is too far in the future"],
    ['is over', { exp: -1 }, /^'Expiration time' claim \('exp'\) must be a numeric value/],
    ['was issued in the future', { iat: 60 }, /^'Issued at' claim/],
  ])('is refused when its token %s', async (_, offsets, message) => {
    const now = Math.floor(Date.now() / 1000);
    const claims = Object.fromEntries(Object.entries(offsets).map(([name, offset]) => [name, now + offset]));
    const { status, body } = await asApp(github(), claims)('GET /app');
    expect(status).toBe(401);
    expect(body.message).toEqual(message instanceof RegExp ? expect.stringMatching(message) : message);
  });

  test('is refused when another key signed, and when nobody did', async () => {
    const other = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export({
      type: 'pkcs1',
      format: 'pem',
    });
    const forged = await asApp(github(), {}, other.toString())('GET /app');
    const nobody = await asking(github(), '')('GET /app');
    expect([forged.status, nobody.status]).toEqual([401, 401]);
  });

  test('finds its installations', async () => {
    const repository = await shop(github());
    const { id } = repository.installation();
    const list = await asApp(github())('GET /app/installations');
    const one = await asApp(github())(`GET /app/installations/${id}`);
    const own = await asApp(github())(`GET ${SHOP}/installation`);
    expect([list.body[0].id, one.body.id, own.body.id]).toEqual([id, id, id]);
    expect((await asApp(github())(`GET /app/installations/${id + 1}`)).status).toBe(404);
  });
});

describe('a token', () => {
  test('is long, ends after an hour, and says what it can', async () => {
    const repository = await shop(github());
    const path = `POST /app/installations/${repository.installation().id}/access_tokens`;
    const { status, body } = await asApp(github())(path, { repositories: ['shop'], permissions: { contents: 'read' } });
    expect(status).toBe(201);
    expect(body.token).toMatch(/^ghs_7_.{200,}$/);
    expect(body.permissions).toEqual({ metadata: 'read', contents: 'read' });
    expect(body.repositories.map((each: { full_name: string }) => each.full_name)).toEqual(['acme/shop']);
    const left = Date.parse(body.expires_at) - Date.now();
    expect(Math.round(left / 60_000)).toBe(60);
  });

  test.each([
    ['a permission that the App does not have', { permissions: { workflows: 'write' } }],
    ['more than it has', { permissions: { issues: 'write' } }],
    ['a repository that is not its own', { repositories: ['vault'] }],
  ])('is not given for %s', async (_, wanted) => {
    const repository = await shop(github());
    await shop(github(), { name: 'vault', installed: false });
    const { status } = await asApp(github())(
      `POST /app/installations/${repository.installation().id}/access_tokens`,
      wanted,
    );
    expect(status).toBe(422);
  });

  test('does not see private repositories that it is not for', async () => {
    const repository = await shop(github());
    await shop(github(), { name: 'billing' });
    await shop(github(), { name: 'handbook', private: false });
    const ask = await asInstallation(github(), repository.installation(), { repositories: ['shop'] });
    const statuses = async (name: string) => (await ask(`GET /repos/acme/${name}`)).status;
    expect([await statuses('shop'), await statuses('billing'), await statuses('nothing')]).toEqual([200, 404, 404]);
    expect(await statuses('handbook')).toBe(200);
    const listed = await ask('GET /installation/repositories');
    expect(listed.body.repositories.map((each: { name: string }) => each.name)).toEqual(['shop']);
  });

  test('reads what is public elsewhere and writes nothing there', async () => {
    const repository = await shop(github());
    const handbook = await shop(github(), { name: 'handbook', private: false, installed: false });
    const ask = await asInstallation(github(), repository.installation());
    const check = { name: 'plumbline', head_sha: handbook.tip('main') };
    expect((await ask('GET /repos/acme/handbook/contents/README.md')).status).toBe(200);
    expect((await ask('POST /repos/acme/handbook/check-runs', check)).status).toBe(403);
  });

  test('can do what it was made for and is told which permission is missing', async () => {
    const repository = await shop(github());
    const head = repository.tip('main');
    const ask = await asInstallation(github(), repository.installation(), {
      permissions: { checks: 'read', contents: 'read' },
    });
    const list = await ask(`GET ${SHOP}/commits/${head}/check-runs`);
    const create = await ask(`POST ${SHOP}/check-runs`, { name: 'plumbline', head_sha: head });
    expect([list.status, create.status, create.body.message]).toEqual([
      200,
      403,
      'Resource not accessible by integration',
    ]);
    expect(create.headers.get('x-accepted-github-permissions')).toBe('checks=write');
  });

  test('is over once it is revoked, and when the App is removed', async () => {
    const repository = await shop(github());
    const [revoked, orphaned] = await Promise.all(
      [1, 2].map(() => asInstallation(github(), repository.installation())),
    );
    expect((await revoked?.('DELETE /installation/token'))?.status).toBe(204);
    expect((await revoked?.(`GET ${SHOP}`))?.status).toBe(401);
    expect((await orphaned?.(`GET ${SHOP}`))?.status).toBe(200);
    github().uninstall(repository.installation());
    expect((await orphaned?.(`GET ${SHOP}`))?.status).toBe(401);
  });

  test('is not given to a suspended installation, and of no use there', async () => {
    const repository = await shop(github());
    const ask = await asInstallation(github(), repository.installation());
    const { id } = repository.installation();
    const mint = async () => (await asApp(github())(`POST /app/installations/${id}/access_tokens`)).status;
    github().suspend(repository.installation());
    expect([await mint(), (await ask(`GET ${SHOP}`)).status]).toEqual([403, 403]);
    github().unsuspend(repository.installation());
    expect([await mint(), (await ask(`GET ${SHOP}`)).status]).toEqual([201, 200]);
  });
});

test('a permission is told by login, `none` to strangers, 404 for those whom nobody knows', async () => {
  const repository = await shop(github(), { collaborators: { alice: 'maintain', bob: 'triage' } });
  github().world.account('mallory');
  const ask = await asInstallation(github(), repository.installation());
  const of = async (login: string) => {
    const { status, body } = await ask(`GET ${SHOP}/collaborators/${login}/permission`);
    return [status, body.permission, body.role_name];
  };
  expect(await of('alice')).toEqual([200, 'write', 'maintain']);
  expect(await of('bob')).toEqual([200, 'read', 'triage']);
  expect(await of('mallory')).toEqual([200, 'none', 'none']);
  expect(await of('nobody')).toEqual([404, undefined, undefined]);
});
