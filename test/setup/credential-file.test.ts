import { chmod, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { loadCredentials, storeCredentials } from '../../src/github/setup/credential-file.js';
import { withDataFolder } from '../support/app.js';
import { someCredentials } from '../support/credentials.js';

const CREDENTIALS = someCredentials();

describe('stored credentials', () => {
  test('are there after a restart, and only for their user', async () => {
    await withDataFolder(async (parent) => {
      const folder = join(parent, 'plumbline', 'data');
      await storeCredentials(folder, CREDENTIALS);
      expect(await loadCredentials(folder)).toEqual({
        state: 'stored',
        credentials: CREDENTIALS,
        readableByOthers: false,
      });
      expect(await readdir(folder)).toEqual(['credentials.json']);
      expect((await stat(join(folder, 'credentials.json'))).mode & 0o777).toBe(0o600);
      expect((await stat(folder)).mode & 0o777).toBe(0o711);
    });
  });

  test('replace those that were there', async () => {
    await withDataFolder(async (folder) => {
      await storeCredentials(folder, { ...CREDENTIALS, appId: 1 });
      await storeCredentials(folder, CREDENTIALS);
      expect(await loadCredentials(folder)).toMatchObject({ credentials: { appId: 4711 } });
    });
  });

  test('are none where nothing was stored', async () => {
    await withDataFolder(async (folder) => {
      expect(await loadCredentials(join(folder, 'nothing'))).toEqual({ state: 'none' });
    });
  });

  test.each([
    ['no JSON', '{"appId":'],
    ['no key', JSON.stringify({ ...CREDENTIALS, privateKey: 'x' })],
    ['a weak secret', JSON.stringify({ ...CREDENTIALS, webhookSecret: 'development' })],
  ])('that hold %s are never taken for none', async (_, text) => {
    await withDataFolder(async (folder) => {
      const path = join(folder, 'credentials.json');
      await writeFile(path, text);
      const problem = `${path} holds no valid credentials. Delete it to set up an App anew.`;
      expect(await loadCredentials(folder)).toEqual({ state: 'broken', problem });
    });
  });

  test('that everybody can read are told of', async () => {
    await withDataFolder(async (folder) => {
      await storeCredentials(folder, CREDENTIALS);
      await chmod(join(folder, 'credentials.json'), 0o644);
      expect(await loadCredentials(folder)).toMatchObject({ state: 'stored', readableByOthers: true });
    });
  });
});
