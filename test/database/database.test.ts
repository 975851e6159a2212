import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Database } from '../../src/database/database.js';
import { migrate } from '../../src/database/migrate.js';
import { startPostgres, type TestPostgres } from '../support/postgres.js';

let postgres: TestPostgres;
let database: Database;
let other: Database;

beforeAll(async () => {
  postgres = await startPostgres();
  database = new Database({ url: postgres.url });
  other = new Database({ url: postgres.url });
}, 30_000);

afterAll(async () => {
  await database.close();
  await other.close();
  await postgres.stop();
});

describe('a statement', () => {
  test('is answered although the database was started again', async () => {
    await database.ping();
    const restarted = postgres.restart();
    expect(await database.query("SELECT 'there' AS answer")).toEqual([{ answer: 'there' }]);
    await restarted;
    expect(await database.query("SELECT 'there' AS answer")).toEqual([{ answer: 'there' }]);
  });

  test('is not repeated when it is wrong', async () => {
    await expect(database.query('SELECT wrong')).rejects.toThrow('column "wrong" does not exist');
  });

  test('is given up when the database stays away', async () => {
    const away = new Database({ url: 'postgresql://nobody:secret@127.0.0.1:1/nothing' });
    const asked = away.persistently(() => away.ping(), 200);
    await expect(asked).rejects.toThrow('connect ECONNREFUSED 127.0.0.1:1');
    await expect(asked).rejects.not.toThrow('secret');
    await away.close();
  });
});

describe('a transaction', () => {
  test('leaves nothing behind when it fails', async () => {
    await database.query('CREATE TABLE pools (size integer)');
    const failed = database.transaction(async (client) => {
      await client.query('INSERT INTO pools VALUES (5)');
      throw new Error('stop');
    });
    await expect(failed).rejects.toThrow('stop');
    expect(await database.query('SELECT size FROM pools')).toEqual([]);
  });

  test('leaves everything behind when it does not', async () => {
    const value = await database.transaction(async (client) => {
      await client.query('INSERT INTO pools VALUES (16)');
      return 'done';
    });
    expect(value).toBe('done');
    expect(await other.query('SELECT size FROM pools')).toEqual([{ size: 16 }]);
  });
});

describe('a lock', () => {
  test('is not given twice under one name, and given under another', async () => {
    const inner = await database.exclusively('lane 7', async () => [
      await other.exclusively('lane 7', async () => 'entered'),
      await database.exclusively('lane 7', async () => 'entered'),
      await other.exclusively('lane 8', async () => 'entered'),
    ]);
    expect(inner).toEqual({
      acquired: true,
      value: [{ acquired: false }, { acquired: false }, { acquired: true, value: 'entered' }],
    });
  });

  test('is free again after a failure', async () => {
    const failed = database.exclusively('lane 7', async () => {
      throw new Error('stop');
    });
    await expect(failed).rejects.toThrow('stop');
    expect(await other.exclusively('lane 7', async () => 'entered')).toEqual({ acquired: true, value: 'entered' });
  });

  test('is lost with its connection', async () => {
    const held = await database.exclusively('lane 7', async (lock) => {
      const before = lock.isHeld;
      await other.query("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted");
      while (lock.isHeld) await new Promise((resolve) => setTimeout(resolve, 5));
      return [before, await other.exclusively('lane 7', async () => 'entered')];
    });
    expect(held).toEqual({ acquired: true, value: [true, { acquired: true, value: 'entered' }] });
  });
});

describe('the schema', () => {
  const first = { name: 'pools', sql: 'CREATE TABLE plumbline.pools (size integer)' };
  const second = { name: 'threads', sql: 'CREATE TABLE plumbline.threads (count integer)' };
  const applied = () => database.query('SELECT number, name FROM plumbline.migrations ORDER BY number');

  test('is made once when replicas start together', async () => {
    await Promise.all([migrate(database, [first]), migrate(other, [first]), migrate(database, [first])]);
    expect(await applied()).toEqual([{ number: 1, name: 'pools' }]);
  });

  test('goes forward by what is new', async () => {
    await migrate(database, [first, second]);
    expect(await applied()).toEqual([
      { number: 1, name: 'pools' },
      { number: 2, name: 'threads' },
    ]);
  });

  test('does not go back for an older release', async () => {
    await migrate(database, [first]);
    expect(await applied()).toHaveLength(2);
  });

  test('stays as it was when a step fails', async () => {
    const third = { name: 'hosts', sql: 'CREATE TABLE plumbline.hosts (name text)' };
    const wrong = { name: 'wrong', sql: 'CREATE TABLE plumbline.threads (count integer)' };
    await expect(migrate(database, [first, second, third, wrong])).rejects.toThrow('relation "threads" already exists');
    expect(await applied()).toHaveLength(2);
    expect(await database.query("SELECT to_regclass('plumbline.hosts') AS found")).toEqual([{ found: null }]);
  });
});
