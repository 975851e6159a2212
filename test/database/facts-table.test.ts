import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { FactsTable } from '../../src/database/facts-table.js';
import { startDatabase, type TestDatabase } from '../support/database.js';

const PUMA = { path: 'config/puma.rb', blobId: '6f1ed002ab5595859014ebf0951522d9', readings: '{"puma@3":[]}' };
const DATABASE = { path: 'config/database.yml', blobId: 'b2c3', readings: `{"rails@2":"${'x'.repeat(5000)}"}` };

let started: TestDatabase;
let facts: FactsTable;

beforeAll(async () => {
  started = await startDatabase();
  facts = new FactsTable(started.database);
}, 30_000);

afterAll(() => started.stop());

test('gives what was saved of the contents that are asked for', async () => {
  await facts.save(7, [PUMA, DATABASE]);
  expect(await facts.load(7, [PUMA, { path: 'Gemfile', blobId: 'c4' }])).toEqual([PUMA]);
  expect(await facts.load(7, [DATABASE])).toEqual([DATABASE]);
});

test('does not give what is of another path, another content or another repository', async () => {
  const others = [
    { path: 'puma.rb', blobId: PUMA.blobId },
    { path: PUMA.path, blobId: DATABASE.blobId },
  ];
  expect(await facts.load(7, others)).toEqual([]);
  expect(await facts.load(8, [PUMA])).toEqual([]);
  expect(await facts.load(7, [])).toEqual([]);
});

test('readings of newer readers replace the old ones', async () => {
  const newer = { ...PUMA, readings: '{"puma@4":[]}' };
  await facts.save(9, [PUMA]);
  await facts.save(9, [newer, newer]);
  expect(await facts.load(9, [PUMA])).toEqual([newer]);
});

test('the day of the last use is noted, once a day', async () => {
  const row = () =>
    started.database.query(
      'SELECT used_on = current_date AS today, xmin::text AS version FROM plumbline.facts WHERE repository_id = 10',
    );
  await facts.save(10, [PUMA]);
  await started.database.query('UPDATE plumbline.facts SET used_on = current_date - 20 WHERE repository_id = 10');
  await facts.load(10, [PUMA]);
  const used = await row();
  expect(used).toEqual([{ today: true, version: expect.any(String) }]);
  await facts.load(10, [PUMA]);
  expect(await row()).toEqual(used);
});

test('several replicas save the same at the same time', async () => {
  const many = Array.from({ length: 2500 }, (_, index) => ({ ...PUMA, path: `app/models/${index}.rb` }));
  const backwards = [...many].reverse();
  await Promise.all([facts.save(11, many), facts.save(11, backwards), facts.save(11, many)]);
  expect(await facts.load(11, many)).toHaveLength(2500);
});
