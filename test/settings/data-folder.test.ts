import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { dataFolder, makeDataFolder } from '../../src/settings/data-folder.js';

describe('data are kept', () => {
  const alice = { root: false, home: '/home/alice' };
  const root = { root: true, home: '/root' };

  test.each([
    ["in the user's folder for data", {}, alice, '/home/alice/.local/share/plumbline'],
    ['where the database of its own can be reached by another user, for root', {}, root, '/var/lib/plumbline'],
    ['where XDG_DATA_HOME says', { XDG_DATA_HOME: '/srv/data' }, alice, '/srv/data/plumbline'],
    ['where XDG_DATA_HOME says, for root too', { XDG_DATA_HOME: '/srv/data' }, root, '/srv/data/plumbline'],
    ['not where a relative XDG_DATA_HOME says', { XDG_DATA_HOME: 'data' }, alice, '/home/alice/.local/share/plumbline'],
    ['where PLUMBLINE_DATA_DIR says', { PLUMBLINE_DATA_DIR: '/data', XDG_DATA_HOME: '/srv/data' }, root, '/data'],
    ['where PLUMBLINE_DATA_DIR says from here', { PLUMBLINE_DATA_DIR: 'data' }, alice, join(process.cwd(), 'data')],
  ])('%s', (_, variables, user, expected) => {
    expect(dataFolder(variables, user)).toBe(expected);
  });
});

describe('the data folder', () => {
  let parent = '';
  beforeAll(async () => {
    parent = await mkdtemp(join(tmpdir(), 'plumbline-data-'));
  });
  afterAll(() => rm(parent, { recursive: true }));

  async function modeOf(path: string): Promise<number> {
    return (await stat(path)).mode & 0o777;
  }

  test('is made with those above it; others may pass and see no names, whatever the umask is', async () => {
    const folder = join(parent, 'lib', 'plumbline');
    const umask = process.umask(0o077);
    await makeDataFolder(folder).finally(() => process.umask(umask));
    expect(await modeOf(folder)).toBe(0o711);
  });

  test('keeps the rights that somebody gave it', async () => {
    const folder = join(parent, 'closed');
    await mkdir(folder, { mode: 0o700 });
    await makeDataFolder(folder);
    expect(await modeOf(folder)).toBe(0o700);
  });

  test('cannot be made where a file is, and the error says what to do', async () => {
    const file = join(parent, 'file');
    await writeFile(file, '');
    await expect(makeDataFolder(file)).rejects.toThrow(
      `The data folder ${file} cannot be made. Set PLUMBLINE_DATA_DIR to a folder that this user may write to.`,
    );
  });
});
