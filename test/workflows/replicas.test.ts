import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Database } from '../../src/database/database.js';
import { startPostgres, type TestPostgres } from '../support/postgres.js';
import { type ReplicaProcess, ReplicaProgram } from './replicas/replica-process.js';

let postgres: TestPostgres;
let database: Database;
let program: ReplicaProgram;
let replicas: ReplicaProcess[];

beforeAll(async () => {
  program = new ReplicaProgram();
  postgres = await startPostgres();
  database = new Database({ url: postgres.url });
}, 30_000);

afterAll(async () => {
  await database.close();
  await postgres.stop();
  program.remove();
});

beforeEach(() => {
  replicas = [];
});

afterEach(() => Promise.all(replicas.map((replica) => replica.stop())), 15_000);

async function start(workMs: number): Promise<ReplicaProcess> {
  const replica = await program.start(postgres.url, workMs);
  replicas.push(replica);
  return replica;
}

interface Performed {
  readonly delivery: string;
  readonly executor: string;
  readonly ended: boolean;
}

/** Asked until it is so. */
async function performed(isSo: (rows: readonly Performed[]) => boolean): Promise<readonly Performed[]> {
  for (;;) {
    const rows = await database.query<Performed & Record<string, unknown>>(
      'SELECT delivery, executor, ended IS NOT NULL AS ended FROM performed ORDER BY began',
    );
    if (isSo(rows)) return rows;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function backlog(): Promise<number> {
  const sql = "SELECT count(*)::integer AS count FROM plumbline.deliveries WHERE state = 'accepted'";
  return (await database.query<{ count: number }>(sql))[0]?.count ?? 0;
}

test('the work of a replica that is killed is done by another, in the order of its lane', async () => {
  const first = await start(5000);
  await first.enqueue('running', 1);
  await performed((rows) => rows.length === 1);
  await first.enqueue('waiting', 1);
  const second = await start(20);
  await first.kill();
  expect(await performed((rows) => rows.filter(({ ended }) => ended).length === 2)).toEqual([
    { delivery: 'running', executor: first.executor, ended: false },
    { delivery: 'running', executor: second.executor, ended: true },
    { delivery: 'waiting', executor: second.executor, ended: true },
  ]);
  expect(second.complaints).toEqual([`${second.executor}: The work of a replica that is gone was taken over\n`]);
}, 20_000);

test('nothing is lost and no lane is entered twice when replicas are killed and the database is restarted', async () => {
  await database.query('TRUNCATE performed');
  let alive = [await start(30), await start(30)];
  const expected: string[] = [];
  for (let index = 0; index < 60; index++) {
    if (index % 20 === 10) {
      await alive[0]?.kill();
      alive = [...alive.slice(1), await start(30)];
    }
    if (index === 30) await postgres.restart();
    const delivery = `delivery-${index}`;
    expected.push(delivery);
    await alive[index % 2]?.enqueue(delivery, index % 7);
  }
  while ((await backlog()) > 0) await new Promise((resolve) => setTimeout(resolve, 50));
  const rows = await performed(() => true);
  expect(new Set(rows.filter(({ ended }) => ended).map(({ delivery }) => delivery))).toEqual(new Set(expected));
  const overlapping = await database.query(
    `SELECT one.delivery, other.delivery FROM performed AS one JOIN performed AS other USING (lane)
     WHERE one.began < other.began AND one.ended > other.began`,
  );
  expect(overlapping).toEqual([]);
}, 60_000);
