import { expect, test } from '@jest/globals';
import { asApp, asking, eachWithGithub } from './asking.js';

const github = eachWithGithub([]);

const MANIFEST = {
  name: 'Plumbline of Acme',
  url: 'https://plumbline.example',
  redirect_url: 'http://127.0.0.1:1/setup/created',
  hook_attributes: { url: 'https://plumbline.example/hooks' },
  default_permissions: { checks: 'write', pull_requests: 'write', issues: 'read' },
  default_events: ['pull_request', 'issue_comment', 'check_run'],
};

function post(path: string, fields: Readonly<Record<string, string>>): Promise<Response> {
  return fetch(`${github().url}${path}`, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
}

test('a manifest becomes an App: shown, agreed to, and its code turned into credentials, once', async () => {
  const manifest = JSON.stringify(MANIFEST);
  const shown = await post('/organizations/acme/settings/apps/new?state=s1', { manifest });
  expect(await shown.text()).toContain('<button>Create GitHub App</button>');
  const agreed = await post('/organizations/acme/settings/apps/new?state=s1', {
    manifest,
    name: MANIFEST.name,
    agreed: '1',
  });
  const back = new URL(agreed.headers.get('location') ?? '');
  expect([back.origin + back.pathname, back.searchParams.get('state')]).toEqual([MANIFEST.redirect_url, 's1']);
  const code = back.searchParams.get('code');
  const { status, body } = await asking(github(), '')(`POST /app-manifests/${code}/conversions`);
  expect([status, body.slug, body.owner.login, body.events]).toEqual([
    201,
    'plumbline-of-acme',
    'acme',
    MANIFEST.default_events,
  ]);
  expect([body.pem.split('\n')[0], body.webhook_secret.length]).toEqual(['-----BEGIN RSA PRIVATE KEY-----', 40]);
  expect((await asApp(github(), { iss: body.id }, body.pem)('GET /app')).body.slug).toBe('plumbline-of-acme');
  expect((await asking(github(), '')(`POST /app-manifests/${code}/conversions`)).status).toBe(404);
  const install = '/apps/plumbline-of-acme/installations/new';
  expect(await (await fetch(`${github().url}${install}`)).text()).toContain('<button>Install</button>');
  await post(install, {});
  await github().deliveries.settled();
  expect(github().deliveries.all).toMatchObject([
    {
      event: 'installation',
      action: 'created',
      url: MANIFEST.hook_attributes.url,
      status: 'failed to connect to host',
    },
  ]);
});

test.each([
  [
    'an event without its permission',
    { default_permissions: { pull_requests: 'write', checks: 'write' } },
    'not supported by permissions: issue_comment',
  ],
  ['an unknown property', { default_permision: {} }, 'default_permision'],
  ['no address', { url: 'plumbline' }, 'Invalid URL'],
])('a manifest with %s is refused', async (_, wrong, problem) => {
  const refused = await post('/settings/apps/new', { manifest: JSON.stringify({ ...MANIFEST, ...wrong }) });
  expect(refused.status).toBe(422);
  expect(await refused.text()).toContain(problem);
});
