import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Database } from '../../src/database/database.js';
import { EmbeddedPostgres } from '../../src/database/embedded-postgres.js';
import { startPostgres, type TestPostgres } from '../support/postgres.js';
import { RecordedLog } from '../support/recorded-log.js';

let postgres: TestPostgres;

beforeAll(async () => {
  postgres = await startPostgres();
}, 30_000);

afterAll(() => postgres.stop());

async function ask<T>(sql: string): Promise<T | undefined> {
  const database = new Database({ url: postgres.url });
  try {
    return (await database.query<{ answer: T }>(sql))[0]?.answer;
  } finally {
    await database.close();
  }
}

function pid(): number {
  return Number(readFileSync(join(postgres.folder, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
}

test('a database is made that nobody else can use', async () => {
  expect(await ask("SELECT current_database() || ' of ' || current_user AS answer")).toBe('plumbline of plumbline');
  expect(await ask("SELECT current_setting('listen_addresses') AS answer")).toBe('');
  expect(statSync(join(postgres.folder, 'password')).mode & 0o777).toBe(0o600);
  expect(statSync(join(postgres.folder, 'sockets')).mode & 0o777).toBe(0o700);
  const stranger = postgres.url.replace(/:[^:@/]+@/, ':guessed@');
  await expect(new Database({ url: stranger }).ping()).rejects.toThrow('password authentication failed');
});

test('what is stored is there after a restart', async () => {
  await ask('CREATE TABLE kept AS SELECT 16 AS answer');
  await postgres.restart();
  expect(await ask('SELECT answer FROM kept')).toBe(16);
});

test('a folder that is in use is refused, and goes on to work', async () => {
  const log = new RecordedLog();
  await expect(EmbeddedPostgres.start({ folder: postgres.folder, log })).rejects.toThrow(
    `Another Plumbline uses the database in ${postgres.folder}. Stop it, or set DATABASE_URL to run several.`,
  );
  expect(await ask('SELECT 1 AS answer')).toBe(1);
});

test('a server that is killed is started again', async () => {
  const killed = pid();
  process.kill(killed, 'SIGKILL');
  expect(await ask('SELECT 1 AS answer')).toBe(1);
  expect(pid()).not.toBe(killed);
});

describe('after a crash of Plumbline', () => {
  test('the server that outlived it makes way', async () => {
    const orphan = pid();
    // Who crashed listens no more, and its server goes on.
    await rm(join(postgres.folder, 'owner'));
    const heir = await EmbeddedPostgres.start({
      folder: postgres.folder,
      programs: postgres.programs,
      log: new RecordedLog(),
    });
    try {
      expect(pid()).not.toBe(orphan);
      expect(await ask('SELECT 1 AS answer')).toBe(1);
    } finally {
      await heir.stop();
    }
  });

  test('a process that has by now the number of the old server is left alone', async () => {
    await postgres.stopServer();
    writeFileSync(join(postgres.folder, 'data', 'postmaster.pid'), `${process.pid}\n${postgres.folder}/data\n`);
    await postgres.restart();
    expect(await ask('SELECT 1 AS answer')).toBe(1);
  });
});

test('a path that is too long for a socket is refused', async () => {
  const folder = join(tmpdir(), 'a'.repeat(100));
  await expect(EmbeddedPostgres.start({ folder, log: new RecordedLog() })).rejects.toThrow(
    /^The path .*\.s\.PGSQL\.5432 has \d+ bytes, and a socket's may have 103\. Set PLUMBLINE_DATA_DIR to a shorter one\.$/,
  );
});

const asRoot = process.getuid?.() === 0 ? test : test.skip;

asRoot('a folder that the user of the server may not enter is refused', async () => {
  const hidden = await mkdtemp(join(tmpdir(), 'plumbline-hidden-'));
  await chmod(hidden, 0o700);
  const folder = join(hidden, 'postgres');
  await mkdir(folder);
  await expect(EmbeddedPostgres.start({ folder, log: new RecordedLog() })).rejects.toThrow(
    new RegExp(`^Plumbline runs as root and its database as "(postgres|nobody)", who may not enter ${hidden}\\. `),
  );
  await rm(hidden, { recursive: true });
});
