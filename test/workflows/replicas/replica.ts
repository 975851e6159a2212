import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { Database } from '../../../src/database/database.js';
import { migrate } from '../../../src/database/migrate.js';
import { Runtime } from '../../../src/workflows/runtime/runtime.js';

/** A process of its own that does work: what it is told to enqueue on its standard input, and whatever else waits. */
const [url = '', executor = '', workMs = ''] = process.argv.slice(2);
const say = (line: string) => process.stdout.write(`${line}\n`);
const tell = (message: string) => void process.stderr.write(`${executor}: ${message}\n`);

const database = new Database({ url });
await migrate(database);
await database.query(
  'CREATE TABLE IF NOT EXISTS performed (delivery text, lane integer, executor text, began timestamptz, ended timestamptz)',
);
const runtime = await Runtime.launch({
  database,
  url,
  executor,
  workers: 4,
  retentionDays: 30,
  silenceSeconds: 1,
  log: { debug: () => undefined, info: tell, warn: tell, error: tell },
  performer: {
    perform: async (work, { delivery }) => {
      const lane = 'pullRequest' in work ? work.pullRequest : 0;
      const values = [delivery, lane, executor];
      const began = await database.query<{ began: string }>('SELECT clock_timestamp()::text AS began');
      await database.query('INSERT INTO performed VALUES ($1, $2, $3, $4)', [...values, began[0]?.began]);
      await sleep(Number(workMs));
      const sql = 'UPDATE performed SET ended = clock_timestamp() WHERE delivery = $1 AND executor = $2 AND began = $3';
      await database.query(sql, [delivery, executor, began[0]?.began]);
      return 'done';
    },
    giveUp: async (_work, error) => tell(`gave up: ${error}`),
  },
});
say('ready');

for await (const line of createInterface({ input: process.stdin })) {
  const [delivery = '', pullRequest = ''] = line.split(' ');
  const repository = { installation: 1, id: 7, owner: 'acme', name: 'shop', defaultBranch: 'main' };
  const work = { kind: 'review', repository, pullRequest: Number(pullRequest), again: false } as const;
  runtime.enqueue(work, delivery).then(
    () => say(delivery),
    (error) => tell(`could not enqueue: ${error}`),
  );
}
await runtime.close(5000);
await database.close();
