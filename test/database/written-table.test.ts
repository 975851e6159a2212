import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { WrittenTable } from '../../src/database/written-table.js';
import type { Written } from '../../src/reporters/written.js';
import { startDatabase, type TestDatabase } from '../support/database.js';

const EXPLAINED: Written = { key: 'aa', model: 'claude', explanation: 'Sixteen threads share five.', dropped: true };
const PROPOSED: Written = {
  key: 'bb',
  model: 'claude',
  proposal: {
    title: 'Size the pool',
    edits: [{ path: 'config/database.yml', oldText: 'pool: 5', newText: 'pool: 16' }],
  },
  dropped: false,
};

let started: TestDatabase;
let table: WrittenTable;

beforeAll(async () => {
  started = await startDatabase();
  table = new WrittenTable(started.database);
}, 30_000);

afterAll(() => started.stop());

test('texts are found by the keys of their briefs', async () => {
  for (const each of [EXPLAINED, PROPOSED]) await table.keep(1, each);
  expect(await table.find(1, 'claude', ['bb', 'cc', 'aa'])).toEqual([EXPLAINED, PROPOSED]);
  expect(await table.find(1, 'claude', [])).toEqual([]);
});

test('texts of another model or about another repository are not', async () => {
  await table.keep(1, EXPLAINED);
  expect(await table.find(1, 'another', ['aa'])).toEqual([]);
  expect(await table.find(2, 'claude', ['aa'])).toEqual([]);
});

test('of two texts the newer one stays', async () => {
  await table.keep(3, EXPLAINED);
  await table.keep(3, { ...EXPLAINED, explanation: 'Five connections for sixteen threads.' });
  expect(await table.find(3, 'claude', ['aa'])).toEqual([
    { ...EXPLAINED, explanation: 'Five connections for sixteen threads.' },
  ]);
});

test('a text may hold what Postgres has no letters for', async () => {
  const odd = { ...EXPLAINED, explanation: 'a \u0000 and half a pair: \ud83d' };
  await table.keep(4, odd);
  expect(await table.find(4, 'claude', ['aa'])).toEqual([odd]);
});

test('a text of another shape, as another release may have written it, is as one that is not there', async () => {
  await table.keep(5, EXPLAINED);
  await started.database.query(`UPDATE plumbline.written SET text = '{"prose":"…"}' WHERE repository_id = 5`);
  expect(await table.find(5, 'claude', ['aa'])).toEqual([]);
});

test('a text that is found is used again, and its neighbour is not', async () => {
  for (const each of [EXPLAINED, PROPOSED]) await table.keep(6, each);
  await started.database.query('UPDATE plumbline.written SET used_on = current_date - 40 WHERE repository_id = 6');
  await table.find(6, 'claude', ['aa']);
  expect(
    await started.database.query(
      'SELECT key, current_date - used_on AS days FROM plumbline.written WHERE repository_id = 6 ORDER BY key',
    ),
  ).toEqual([
    { key: 'aa', days: 0 },
    { key: 'bb', days: 40 },
  ]);
});
