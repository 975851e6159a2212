import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Database } from '../../src/database/database.js';
import { startPostgres, type TestPostgres } from '../support/postgres.js';
import { type ReplicaProcess, ReplicaProgram } from '../workflows/replicas/replica-process.js';

const DELIVERIES = 1000;
const LANES = 100;
const KILLS = 20;
/** GitHub does not wait for longer; what was not answered is sent again. */
const ANSWER_LIMIT_MS = 3000;

let postgres: TestPostgres;
let database: Database;
let program: ReplicaProgram;
let alive: ReplicaProcess[] = [];

beforeAll(async () => {
  program = new ReplicaProgram();
  postgres = await startPostgres();
  database = new Database({ url: postgres.url });
}, 30_000);

afterAll(async () => {
  await Promise.all(alive.map((replica) => replica.stop()));
  await database.close();
  await postgres.stop();
  program.remove();
}, 30_000);

interface Performed {
  readonly delivery: string;
  readonly executor: string;
  readonly ended: boolean;
}

async function performed(): Promise<readonly Performed[]> {
  return database.query<Performed & Record<string, unknown>>(
    'SELECT delivery, executor, ended IS NOT NULL AS ended FROM performed ORDER BY began',
  );
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await pause(20);
}

test('a replica that only seems dead keeps its lane, and its work is repeated after it', async () => {
  const first = await program.start(postgres.url, 300);
  await first.enqueue('paused', 2);
  await until(async () => (await performed()).length === 1);
  first.signal('SIGSTOP');
  const second = await program.start(postgres.url, 20);
  alive = [first, second];
  await until(async () => second.complaints.length > 0);
  await pause(500);
  expect(await performed()).toEqual([{ delivery: 'paused', executor: first.executor, ended: false }]);
  first.signal('SIGCONT');
  await until(async () => (await performed()).filter(({ ended }) => ended).length === 2);
  const [repeated, ...others] = await performed();
  expect(repeated).toEqual({ delivery: 'paused', executor: first.executor, ended: true });
  expect(others).toHaveLength(1);
}, 60_000);

test('nothing is lost and no lane is entered twice, whatever is killed', async () => {
  await Promise.all(alive.map((replica) => replica.stop()));
  await database.query('TRUNCATE performed');
  alive = [await program.start(postgres.url, 30), await program.start(postgres.url, 30)];
  const numbers = Array.from({ length: DELIVERIES }, (_, index) => index);
  const duplicated = [...numbers, ...numbers.filter((number) => number % 10 === 0)].sort(() => Math.random() - 0.5);
  const sent = Promise.all(
    duplicated.map(async (number, index) => {
      await pause(index * 20);
      await send(`delivery-${number}`, number % LANES);
    }),
  );
  for (let kill = 0; kill < KILLS; kill++) {
    await pause(Math.random() * 1500);
    await alive[0]?.kill();
    alive = [...alive.slice(1), await program.start(postgres.url, 30)];
    if (kill === KILLS / 2) await postgres.restart();
  }
  await sent;
  await until(async () => {
    const sql = "SELECT count(*)::integer AS count FROM plumbline.deliveries WHERE state = 'accepted'";
    return (await database.query<{ count: number }>(sql))[0]?.count === 0;
  });
  const ended = (await performed()).filter((each) => each.ended);
  expect(new Set(ended.map(({ delivery }) => delivery))).toEqual(new Set(numbers.map((each) => `delivery-${each}`)));
  // A piece of work may be done twice when its process dies before it could write that down; never twice at a time.
  expect(ended.length).toBeLessThan(DELIVERIES + KILLS * 4);
  expect(
    await database.query(
      `SELECT one.delivery, other.delivery FROM performed AS one JOIN performed AS other USING (lane)
       WHERE one.began < other.began AND one.ended > other.began`,
    ),
  ).toEqual([]);
}, 180_000);

/** To any replica, until one says that it has it. */
async function send(delivery: string, lane: number): Promise<void> {
  for (;;) {
    const replica = alive[Math.floor(Math.random() * alive.length)];
    const answered = await Promise.race([
      replica?.enqueue(delivery, lane).then(() => true),
      pause(ANSWER_LIMIT_MS).then(() => false),
    ]);
    if (answered === true) return;
  }
}
