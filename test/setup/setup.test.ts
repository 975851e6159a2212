import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { loadCredentials } from '../../src/github/setup/credential-file.js';
import { appSettings, RunningApp, withDataFolder } from '../support/app.js';
import { someCredentials } from '../support/credentials.js';
import { conversion, ManifestGithub } from '../support/manifest-github.js';

let github: ManifestGithub;
beforeEach(async () => {
  github = new ManifestGithub();
  await github.start();
});
afterEach(() => github.stop());

async function withSetup(
  use: (app: RunningApp, folder: string) => Promise<void>,
  environment: Record<string, string> = {},
) {
  await withDataFolder(async (folder) => {
    const settings = appSettings({ GITHUB_URL: github.url, PLUMBLINE_DATA_DIR: folder, ...environment });
    const app = await new RunningApp(settings).start();
    try {
      await use(app, folder);
    } finally {
      await app.stop();
    }
  });
}

async function sendForm(app: RunningApp, fields: Record<string, string>, headers: Record<string, string> = {}) {
  const form = { token: app.setupToken, profile: 'observe', organisation: '', url: 'http://127.0.0.1:1', ...fields };
  const response = await fetch(`${app.url}/setup`, { method: 'POST', body: new URLSearchParams(form), headers });
  return { status: response.status, headers: response.headers, html: await response.text() };
}

function withoutEntities(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
}

/** Sends the second page's form to GitHub as a browser does, and gives where GitHub sends the person back to. */
async function agreeAtGithub(html: string): Promise<string> {
  const [, action = ''] = /<form method="post" action="([^"]+)"/.exec(html) ?? [];
  const [, manifest = ''] = /name="manifest" value="([^"]+)"/.exec(html) ?? [];
  const body = new URLSearchParams({ manifest: withoutEntities(manifest) });
  const response = await fetch(withoutEntities(action), { method: 'POST', body, redirect: 'manual' });
  return response.headers.get('location') ?? '';
}

describe('setup', () => {
  test('begins where there are no credentials', async () => {
    await withSetup(async (app) => {
      const home = await fetch(app.url, { redirect: 'manual' });
      expect([home.status, home.headers.get('location')]).toEqual([303, '/setup']);
      const form = await fetch(`${app.url}/setup`);
      const html = await form.text();
      expect(form.status).toBe(200);
      expect(html).toContain('<tr><th scope="row">contents</th><td>write</td><td>Commit fixes that people ask for');
      expect(html).toContain(
        '<tr><th scope="row">issues</th><td>read</td><td>Hear comments that begin with /plumbline.',
      );
      expect(html).not.toContain(app.setupToken);
      const ready = await fetch(`${app.url}/readyz`);
      expect([ready.status, await ready.text()]).toEqual([503, 'not ready: there is no GitHub App yet; open /setup\n']);
    });
  });

  test('makes the App, stores its keys, and serves without a restart', async () => {
    await withSetup(async (app, folder) => {
      const second = await sendForm(app, { profile: 'fix' }, { origin: app.url });
      expect(second.status).toBe(200);
      const back = await agreeAtGithub(second.html);
      expect(github.manifests).toMatchObject([
        {
          path: '/settings/apps/new',
          manifest: {
            url: 'http://127.0.0.1:1',
            hook_attributes: { url: 'http://127.0.0.1:1/api/github/webhooks', active: true },
            redirect_url: `${app.url}/setup/callback`,
            default_permissions: { contents: 'write', metadata: 'read' },
          },
        },
      ]);
      const done = await fetch(back);
      expect([done.status, await done.text()]).toEqual([
        200,
        expect.stringContaining(`<a href="${github.url}/apps/plumbline-acme/installations/new">`),
      ]);
      expect(await loadCredentials(folder)).toMatchObject({ credentials: someCredentials() });
      expect(app.started.map(({ credentials }) => credentials)).toEqual([someCredentials()]);
      expect((await fetch(`${app.url}/readyz`)).status).toBe(200);
      expect((await fetch(`${app.url}/setup`)).status).toBe(404);
      expect((await fetch(back)).status).toBe(404);
      expect(app.kept.text()).not.toMatch(/PRIVATE KEY|6f1e2c5d7a9b40c3|not kept/);
    });
  });

  test('makes the App of an organisation', async () => {
    await withSetup(async (app) => {
      await agreeAtGithub((await sendForm(app, { organisation: 'acme-inc' })).html);
      expect(github.manifests.map(({ path }) => path)).toEqual(['/organizations/acme-inc/settings/apps/new']);
    });
  });

  test('lets forms go to GitHub, and nothing else go anywhere', async () => {
    await withSetup(async (app) => {
      const first = await fetch(`${app.url}/setup`);
      const second = await sendForm(app, {});
      const policy = (form: string) =>
        expect.stringMatching(
          new RegExp(
            `^default-src 'none'; style-src 'sha256-[^']+'; form-action ${form}; base-uri 'none'; frame-ancestors 'none'$`,
          ),
        );
      expect(first.headers.get('content-security-policy')).toEqual(policy("'self'"));
      expect(second.headers.get('content-security-policy')).toEqual(policy(`'self' ${github.url}`));
      expect(second.headers.get('cache-control')).toBe('no-store');
    });
  });

  test('without the token shows only the form again', async () => {
    await withSetup(async (app) => {
      for (const token of ['', 'guessed', app.setupToken.slice(1), `${app.setupToken}x`]) {
        const { status, html } = await sendForm(app, { token });
        expect(status).toBe(422);
        expect(html).toContain('This is not the setup token.');
        expect(html).not.toContain('name="manifest"');
      }
    });
  });

  test.each([
    [{ profile: 'everything' }, 'Choose what Plumbline may do.'],
    [
      { organisation: '../settings' },
      'Give the name of an organisation as it stands in its address on GitHub, or nothing.',
    ],
    [{ url: '' }, 'Give the address at which GitHub reaches this server, as https://plumbline.example.com.'],
    [
      { url: 'javascript:alert(1)' },
      'Give the address at which GitHub reaches this server, as https://plumbline.example.com.',
    ],
    [{ url: 'https://user:word@plumbline.example.com' }, 'Give the address at which GitHub reaches this server'],
    [
      { url: 'http://plumbline.example.com' },
      'Deliveries hold private code, so that the address must begin with https://.',
    ],
  ])('refuses %j and says what is wanted', async (fields, problem) => {
    await withSetup(async (app) => {
      const { status, html } = await sendForm(app, fields);
      expect(status).toBe(422);
      expect(html).toContain(problem);
      expect(html).toContain('aria-describedby');
      expect(html).not.toContain('name="manifest"');
    });
  });

  test('refuses an address that GitHub cannot reach', async () => {
    await withSetup(
      async (app) => {
        const { html } = await sendForm(app, { url: 'http://localhost:3000' });
        expect(html).toContain('GitHub cannot reach localhost.');
      },
      { GITHUB_URL: 'https://github.example.com' },
    );
  });

  test('shows what was typed as text', async () => {
    await withSetup(async (app) => {
      const { html } = await sendForm(app, { organisation: '"><script>alert(1)</script>' });
      expect(html).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"');
      expect(html).not.toContain('<script');
    });
  });

  test('never asks a browser to come back to a strange place', async () => {
    await withSetup(async (app) => {
      for (const origin of ['null', 'javascript:alert(1)', 'https://evil.example/path']) {
        await agreeAtGithub((await sendForm(app, {}, { origin })).html);
      }
      expect(github.manifests.map(({ manifest }) => manifest.redirect_url)).toEqual(
        Array(3).fill('http://127.0.0.1:1/setup/callback'),
      );
    });
  });

  test('refuses codes that nobody was sent for', async () => {
    await withSetup(async (app, folder) => {
      const back = await agreeAtGithub((await sendForm(app, {}, { origin: app.url })).html);
      const forged = new URL(back);
      forged.searchParams.set('state', 'guessed');
      const without = new URL(back);
      without.searchParams.delete('state');
      for (const url of [forged, without]) expect((await fetch(url)).status).toBe(400);
      const strange = new URL(back);
      strange.searchParams.set('code', '../../user');
      expect((await fetch(strange)).status).toBe(400);
      // The state was spent with it.
      expect((await fetch(back)).status).toBe(400);
      expect(await loadCredentials(folder)).toEqual({ state: 'none' });
    });
  });

  test.each<[string, (url: string) => NonNullable<ManifestGithub['answer']>, string]>([
    ['another status', () => ({ status: 422, body: {} }), 'GitHub did not hand out the keys (status 422)'],
    ['no secret', (url) => ({ status: 201, body: conversion(url, { webhook_secret: null }) }), 'without the keys'],
    ['a weak secret', (url) => ({ status: 201, body: conversion(url, { webhook_secret: 'x' }) }), 'without the keys'],
    ['no key', (url) => ({ status: 201, body: conversion(url, { pem: 'x' }) }), 'without the keys'],
    ['a page elsewhere', () => ({ status: 201, body: conversion('https://evil.example') }), 'without the keys'],
    ['no JSON', () => ({ status: 201, body: undefined }), 'GitHub did not answer.'],
  ])('goes on when GitHub answers with %s', async (_, answer, problem) => {
    await withSetup(async (app, folder) => {
      github.answer = answer(github.url);
      const back = await agreeAtGithub((await sendForm(app, {}, { origin: app.url })).html);
      const response = await fetch(back);
      expect([response.status, await response.text()]).toEqual([502, expect.stringContaining(problem)]);
      expect(await loadCredentials(folder)).toEqual({ state: 'none' });
      github.answer = undefined;
      const again = await agreeAtGithub((await sendForm(app, {}, { origin: app.url })).html);
      expect((await fetch(again)).status).toBe(200);
    });
  });

  test('refuses forms that are too large or none', async () => {
    await withSetup(async (app) => {
      expect((await sendForm(app, { url: 'x'.repeat(20_000) })).status).toBe(413);
      const json = await fetch(`${app.url}/setup`, {
        method: 'POST',
        body: '{}',
        headers: { 'content-type': 'application/json' },
      });
      expect(json.status).toBe(415);
    });
  });
});
