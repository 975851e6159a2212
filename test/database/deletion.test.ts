import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { forget } from '../../src/database/forget.js';
import { deleteOld } from '../../src/database/retention.js';
import { startDatabase, type TestDatabase } from '../support/database.js';

let started: TestDatabase;

beforeAll(async () => {
  started = await startDatabase();
}, 30_000);

afterAll(() => started.stop());

const TABLES = ['repositories', 'facts', 'written', 'pull_requests', 'ignored_findings', 'deliveries', 'model_calls'];

/** Repositories 1 and 2 of installation 10, 3 of installation 11; of each a row that is 0 and one that is 40 days old. */
beforeEach(async () => {
  const { database } = started;
  await database.query(`TRUNCATE ${TABLES.map((table) => `plumbline.${table}`).join(', ')}`);
  await database.query('INSERT INTO plumbline.repositories VALUES (1, 10), (2, 10), (3, 11)');
  const each = 'FROM generate_series(1, 3) AS id, unnest(ARRAY[0, 40]) AS days';
  await database.query(
    `INSERT INTO plumbline.facts SELECT id, 'Gemfile', 'blob' || days, '{}', current_date - days ${each}`,
  );
  await database.query(
    `INSERT INTO plumbline.written SELECT id, 'key' || days, 'model', '{}', current_date - days ${each}`,
  );
  await database.query(
    `INSERT INTO plumbline.pull_requests SELECT id, days, '{}', now(), now() - make_interval(days => days) ${each}`,
  );
  await database.query(
    `INSERT INTO plumbline.ignored_findings SELECT id, days, 'pool', 'why', 'ada', now() - interval '50 days' ${each}`,
  );
  await database.query(
    `INSERT INTO plumbline.deliveries (delivery, lane, kind, installation_id, repository_id, state, settled_at)
     SELECT id || '/' || days, id || '/pull/1', 'review', id, id, 'done', now() - make_interval(days => days) ${each}`,
  );
  await database.query(
    `INSERT INTO plumbline.deliveries (delivery, lane, kind, installation_id, repository_id, work, accepted_at)
     SELECT 'waiting ' || id, id || '/pull/1', 'review', id, id, '{}', now() - interval '40 days' FROM generate_series(1, 3) AS id`,
  );
  await database.query(
    `INSERT INTO plumbline.model_calls
     SELECT gen_random_uuid(), installation, now() - make_interval(days => days), 'explain', 'model', 'answered', 1, 0, 1, 0.1, 0.1, 900
     FROM unnest(ARRAY[10, 11]) AS installation, unnest(ARRAY[0, 40]) AS days`,
  );
});

async function left(): Promise<Readonly<Record<string, readonly string[]>>> {
  const keys: Readonly<Record<string, string>> = {
    repositories: 'id::text',
    facts: "repository_id || ' ' || blob_id",
    written: "repository_id || ' ' || key",
    pull_requests: "repository_id || ' ' || number",
    ignored_findings: "repository_id || ' ' || pull_request",
    deliveries: 'delivery',
    model_calls: "installation_id || ' ' || date_part('day', now() - called_at)",
  };
  const found = Object.entries(keys).map(async ([table, key]) => {
    const rows = await started.database.query<{ key: string }>(
      `SELECT ${key} AS key FROM plumbline.${table} ORDER BY 1`,
    );
    return [table, rows.map((row) => row.key)] as const;
  });
  return Object.fromEntries(await Promise.all(found));
}

test('an installation that is gone leaves only its waiting work, and others stay whole', async () => {
  await forget(started.database, { kind: 'forget', installation: 10, repositories: [] });
  expect(await left()).toEqual({
    repositories: ['3'],
    facts: ['3 blob0', '3 blob40'],
    written: ['3 key0', '3 key40'],
    pull_requests: ['3 0', '3 40'],
    ignored_findings: ['3 0', '3 40'],
    deliveries: ['3/0', '3/40', 'waiting 1', 'waiting 2', 'waiting 3'],
    model_calls: ['11 0', '11 40'],
  });
});

test('only the repositories that were named are forgotten, and only by their installation', async () => {
  await forget(started.database, { kind: 'forget', installation: 10, repositories: [2, 3] });
  expect((await left()).repositories).toEqual(['1', '3']);
  expect((await left()).facts).toEqual(['1 blob0', '1 blob40', '3 blob0', '3 blob40']);
  expect((await left()).model_calls).toEqual(['10 0', '10 40', '11 0', '11 40']);
});

test('what was not used for long is deleted, and what waits or is used is not', async () => {
  await deleteOld(started.database, 30);
  expect(await left()).toEqual({
    repositories: ['1', '2', '3'],
    facts: ['1 blob0', '2 blob0', '3 blob0'],
    written: ['1 key0', '2 key0', '3 key0'],
    pull_requests: ['1 0', '2 0', '3 0'],
    ignored_findings: ['1 0', '2 0', '3 0'],
    deliveries: ['1/0', '2/0', '3/0', 'waiting 1', 'waiting 2', 'waiting 3'],
    model_calls: ['10 0', '11 0'],
  });
});
