import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Webhooks } from '@octokit/webhooks';
import { UnusableSettings } from '../../src/app/plumbline-app.js';
import { storeCredentials } from '../../src/github/setup/credential-file.js';
import { appSettings, RunningApp, withDataFolder } from '../support/app.js';
import { someCredentials } from '../support/credentials.js';
import { pullRequest } from '../support/payloads.js';

const { appId, privateKey, webhookSecret } = someCredentials();
const GIVEN = { APP_ID: String(appId), PRIVATE_KEY: privateKey, WEBHOOK_SECRET: webhookSecret };

async function deliver(url: string): Promise<number> {
  const body = JSON.stringify(pullRequest('opened'));
  const headers = {
    'content-type': 'application/json',
    'x-github-event': 'pull_request',
    'x-github-delivery': '72d3162e-cc78-11e3-81ab-4c9367dc0958',
    'x-hub-signature-256': await new Webhooks({ secret: webhookSecret }).sign(body),
  };
  return (await fetch(`${url}/api/github/webhooks`, { method: 'POST', body, headers })).status;
}

describe('the App', () => {
  test('serves with credentials of the environment', async () => {
    await withDataFolder(async (folder) => {
      const app = await new RunningApp(appSettings({ ...GIVEN, PLUMBLINE_DATA_DIR: folder })).start();
      expect(await deliver(app.url)).toBe(202);
      expect(app.accepted).toMatchObject([
        [{ kind: 'review', pullRequest: 12 }, '72d3162e-cc78-11e3-81ab-4c9367dc0958'],
      ]);
      expect((await fetch(`${app.url}/setup`)).status).toBe(404);
      expect((await fetch(`${app.url}/readyz`)).status).toBe(200);
      await app.stop();
      expect(app.serviceStopped).toBe(true);
    });
  });

  test('serves with credentials that setup stored', async () => {
    await withDataFolder(async (folder) => {
      await storeCredentials(folder, someCredentials());
      const app = await new RunningApp(appSettings({ PLUMBLINE_DATA_DIR: folder })).start();
      expect(await deliver(app.url)).toBe(202);
      await app.stop();
    });
  });

  test('does not begin anew over stored credentials that are broken', async () => {
    await withDataFolder(async (folder) => {
      await writeFile(join(folder, 'credentials.json'), '{}');
      const app = new RunningApp(appSettings({ PLUMBLINE_DATA_DIR: folder }));
      await expect(app.start()).rejects.toThrow(UnusableSettings);
    });
  });

  test('says which port it cannot have, and what to do', async () => {
    await withDataFolder(async (folder) => {
      const first = await new RunningApp(appSettings({ PLUMBLINE_DATA_DIR: folder })).start();
      const { port } = new URL(first.url);
      const second = new RunningApp(appSettings({ PLUMBLINE_DATA_DIR: folder, PORT: port }));
      await expect(second.start()).rejects.toThrow(
        `Plumbline cannot listen on port ${port} of 127.0.0.1. Set PORT and HOST to what is free here.`,
      );
      await first.stop();
    });
  });

  test('takes no delivery before its service has started', async () => {
    await withDataFolder(async (folder) => {
      let status = 0;
      const app = new RunningApp(appSettings({ ...GIVEN, PLUMBLINE_DATA_DIR: folder }), async () => {
        const url = `http://127.0.0.1:${app.kept.lines[0]?.port}`;
        const ready = await fetch(`${url}/readyz`);
        expect([ready.status, await ready.text()]).toEqual([503, 'not ready: it is starting\n']);
        status = await deliver(url);
        return { accept: async () => {}, reasonsNotReady: async () => [], stop: async () => {} };
      });
      await app.start();
      expect(status).toBe(503);
      await app.stop();
    });
  });
});
