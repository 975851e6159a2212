import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { loadCredentials } from '../../src/github/setup/credential-file.js';
import { appSettings, RunningApp, withDataFolder } from '../support/app.js';
import { someCredentials } from '../support/credentials.js';
import { ManifestGithub } from '../support/manifest-github.js';

// Its ES module imports itself in a circle that Jest's loader does not resolve.
const { chromium }: typeof import('playwright-core') = createRequire(import.meta.url)('playwright-core');

const EXECUTABLES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

function installedChromium(): string {
  const found = EXECUTABLES.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  if (found === undefined)
    throw new Error(`There is no browser; on Debian: apt-get install chromium. Looked for ${EXECUTABLES.join(', ')}.`);
  return found;
}

let browser: Browser;
beforeAll(async () => {
  // Chromium's own sandbox does not work for root, as containers of CI have it.
  browser = await chromium.launch({ executablePath: installedChromium(), args: ['--no-sandbox'] });
}, 30_000);
afterAll(() => browser.close());

interface Visit {
  readonly page: Page;
  readonly app: RunningApp;
  readonly github: ManifestGithub;
  readonly folder: string;
  /** What the browser complained of, and where it asked for something. */
  readonly complaints: readonly string[];
  readonly asked: ReadonlySet<string>;
}

async function visit(options: BrowserContextOptions, use: (visit: Visit) => Promise<void>): Promise<void> {
  const github = new ManifestGithub();
  await github.start();
  await withDataFolder(async (folder) => {
    const app = await new RunningApp(appSettings({ GITHUB_URL: github.url, PLUMBLINE_DATA_DIR: folder })).start();
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const complaints: string[] = [];
    const asked = new Set<string>();
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => asked.add(new URL(request.url()).origin));
    try {
      await use({ page, app, github, folder, complaints, asked });
    } finally {
      await context.close();
      await app.stop();
      await github.stop();
    }
  });
}

/** Fills in the form as a person does, who reads its labels. */
async function fillIn(page: Page, token: string): Promise<void> {
  await page.getByLabel('Setup token').fill(token);
  await page.getByLabel('Observe and fix', { exact: true }).check();
  await page.getByLabel('Organisation (optional)').fill('acme-inc');
  await page.getByLabel('Public address of this server').fill('http://127.0.0.1:1/');
  await page.getByRole('button', { name: 'Go on' }).click();
}

describe('the setup page in a browser', () => {
  test.each([true, false])(
    'makes the App (JavaScript: %s)',
    async (javaScriptEnabled) => {
      await visit({ javaScriptEnabled }, async ({ page, app, github, folder, complaints, asked }) => {
        await page.goto(app.url);
        expect(page.url()).toBe(`${app.url}/setup`);
        await fillIn(page, app.setupToken);
        expect(await page.getByRole('heading').textContent()).toBe('Go on at GitHub');
        await page.getByRole('button', { name: `Make the App on ${new URL(github.url).host}` }).click();
        expect(await page.getByRole('heading').textContent()).toBe('The App is made');
        const install = page.getByRole('link', { name: 'Install it on your repositories' });
        expect(await install.getAttribute('href')).toBe(`${github.url}/apps/plumbline-acme/installations/new`);
        expect(github.manifests).toMatchObject([
          {
            path: '/organizations/acme-inc/settings/apps/new',
            manifest: {
              hook_attributes: { url: 'http://127.0.0.1:1/api/github/webhooks' },
              redirect_url: `${app.url}/setup/callback`,
              default_permissions: { contents: 'write' },
            },
          },
        ]);
        expect(await loadCredentials(folder)).toMatchObject({ state: 'stored', credentials: someCredentials() });
        expect(complaints).toEqual([]);
        expect([...asked].sort()).toEqual([app.url, github.url].sort());
      });
    },
    30_000,
  );

  test('says at the field what is wrong, and keeps what was typed', async () => {
    await visit({}, async ({ page, app, complaints }) => {
      await page.goto(`${app.url}/setup`);
      await fillIn(page, 'guessed');
      expect(await page.getByRole('alert').textContent()).toContain('something below needs your attention');
      const token = page.getByLabel('Setup token');
      expect(await token.getAttribute('aria-invalid')).toBe('true');
      const described = (await token.getAttribute('aria-describedby'))?.split(' ') ?? [];
      const texts = await Promise.all(described.map((id) => page.locator(`#${id}`).textContent()));
      expect(texts.join(' ')).toContain('This is not the setup token.');
      expect(await token.inputValue()).toBe('');
      expect(await page.getByLabel('Organisation (optional)').inputValue()).toBe('acme-inc');
      expect(await page.getByLabel('Observe and fix', { exact: true }).isChecked()).toBe(true);
      // The status 422 is told on the console; a policy that stops something would be, too.
      expect(complaints.filter((complaint) => !complaint.includes('422'))).toEqual([]);
    });
  }, 30_000);

  test('shows each permission with its reason, and fits a telephone', async () => {
    await visit({ viewport: { width: 360, height: 640 } }, async ({ page, app }) => {
      await page.goto(`${app.url}/setup`);
      const rows = page.getByRole('table', { name: 'Permissions of “Observe”, and why' }).getByRole('row');
      expect(await rows.filter({ hasText: 'checks' }).textContent()).toBe(
        'checkswritePublish the result as a check run, which branch protection can require.',
      );
      expect(await rows.count()).toBe(7);
      const [wide, seen] = await page.evaluate<number[]>('[document.documentElement.scrollWidth, window.innerWidth]');
      expect(wide).toBe(seen);
    });
  }, 30_000);

  test('can be used with the keyboard alone', async () => {
    await visit({}, async ({ page, app }) => {
      await page.goto(`${app.url}/setup`);
      await page.keyboard.press('Tab');
      await page.keyboard.type(app.setupToken);
      await page.keyboard.press('Tab');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      await page.keyboard.type('http://127.0.0.1:1');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Go on at GitHub' }).waitFor();
    });
  }, 30_000);
});
