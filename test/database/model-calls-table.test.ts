import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Call } from '../../src/assistant/call-log.js';
import { ModelCallsTable } from '../../src/database/model-calls-table.js';
import { startDatabase, type TestDatabase } from '../support/database.js';

let started: TestDatabase;

beforeAll(async () => {
  started = await startDatabase();
}, 30_000);

afterAll(() => started.stop());

beforeEach(() => started.database.query('TRUNCATE plumbline.model_calls'));

const CALL: Call = {
  installation: 7,
  purpose: 'propose',
  model: 'claude-opus-5-5',
  outcome: 'answered',
  usage: { inputTokens: 1200, cachedInputTokens: 900, outputTokens: 300, cost: 0.0132, latency: 4200 },
  charge: 0.0132,
};

test('a call is kept with what it took and came to', async () => {
  await new ModelCallsTable(started.database).record(CALL);
  expect(await started.database.query('SELECT * FROM plumbline.model_calls')).toEqual([
    {
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      installation_id: '7',
      called_at: expect.any(Date),
      purpose: 'propose',
      model: 'claude-opus-5-5',
      outcome: 'answered',
      input_tokens: 1200,
      cached_input_tokens: 900,
      output_tokens: 300,
      cost: 0.0132,
      charge: 0.0132,
      latency_ms: 4200,
    },
  ]);
});

test('what was spent is counted for each installation, at the charge where the cost is not known', async () => {
  const calls = new ModelCallsTable(started.database);
  expect(await calls.spentToday(7)).toBe(0);
  await calls.record(CALL);
  await calls.record({ ...CALL, usage: { ...CALL.usage, cost: undefined }, charge: 0.5 });
  await calls.record({ ...CALL, installation: 8, charge: 1 });
  await calls.record({ ...CALL, installation: undefined, charge: 2 });
  expect(await calls.spentToday(7)).toBeCloseTo(0.5132, 9);
  expect(await calls.spentToday(8)).toBe(1);
  expect(await calls.spentToday(undefined)).toBe(2);
});

test('a day begins at midnight, UTC', async () => {
  const calls = new ModelCallsTable(started.database);
  await calls.record(CALL);
  const move = (to: string) =>
    started.database.query(
      `UPDATE plumbline.model_calls SET called_at = date_trunc('day', now(), 'UTC') ${to} RETURNING 1`,
    );
  await move('');
  expect(await calls.spentToday(7)).toBe(0.0132);
  await move("- interval '1 second'");
  expect(await calls.spentToday(7)).toBe(0);
});
