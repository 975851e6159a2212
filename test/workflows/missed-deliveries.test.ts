import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { DutiesTable } from '../../src/database/duties-table.js';
import type { Delivery } from '../../src/github/api/app-api.js';
import { GithubError } from '../../src/github/github-error.js';
import { MissedDeliveries } from '../../src/workflows/missed-deliveries.js';
import { startDatabase, type TestDatabase } from '../support/database.js';
import { RecordedLog } from '../support/recorded-log.js';

const NOON = new Date('2026-11-20T12:00:00Z');

let started: TestDatabase;
let log: RecordedLog;
/** GitHub's list, and what it was asked. */
let attempts: Delivery[];
let asked: string[];
let refusal: GithubError | undefined;

const github = {
  deliveriesSince: async (time: Date) => {
    asked.push(`since ${time.toISOString()}`);
    return attempts;
  },
  redeliver: async ({ id }: Delivery) => {
    asked.push(`redeliver ${id}`);
    if (refusal !== undefined) throw refusal;
  },
};

beforeAll(async () => {
  started = await startDatabase();
}, 30_000);

afterAll(() => started.stop());

beforeEach(async () => {
  await started.database.query('TRUNCATE plumbline.duties');
  log = new RecordedLog();
  attempts = [];
  asked = [];
  refusal = undefined;
});

function missed(now = NOON): MissedDeliveries {
  return new MissedDeliveries({ github, duties: new DutiesTable(started.database), log, now: () => now });
}

function attempt(guid: string, id: string, status: number, redelivery = false): Delivery {
  return { id, guid, event: 'pull_request', action: 'opened', deliveredAt: NOON, redelivery, status };
}

test('what nobody answered, or what was answered with an error, is sent again', async () => {
  attempts = [attempt('a', '1', 0), attempt('b', '2', 503), attempt('c', '3', 202)];
  await missed().fetch(0);
  expect(asked).toEqual(['since 2026-11-17T12:00:00.000Z', 'redeliver 1', 'redeliver 2']);
  expect(log.lines).toEqual(['info Deliveries that were missed are sent again']);
});

test('what arrived at last is not', async () => {
  attempts = [attempt('a', '1', 503), attempt('a', '2', 202, true)];
  await missed().fetch(0);
  expect(asked).toEqual(['since 2026-11-17T12:00:00.000Z']);
  expect(log.lines).toEqual([]);
});

test('nothing is sent again more than three times', async () => {
  const failed = (guid: string, redeliveries: number) =>
    Array.from({ length: redeliveries + 1 }, (_, index) => attempt(guid, `${guid}${index}`, 500, index > 0));
  attempts = [...failed('a', 2), ...failed('b', 3)];
  await missed().fetch(0);
  expect(asked.slice(1)).toEqual(['redeliver a2']);
});

describe('the next round', () => {
  test('looks back to the one before it, and a little more', async () => {
    await missed().fetch(0);
    await missed(new Date('2026-11-20T12:05:00Z')).fetch(0);
    expect(asked).toEqual(['since 2026-11-17T12:00:00.000Z', 'since 2026-11-20T11:00:00.000Z']);
  });

  test('looks back further when the one before it failed', async () => {
    attempts = [attempt('a', '1', 503)];
    refusal = new GithubError('unavailable', 'POST /app/hook/deliveries/1/attempts: 502');
    await expect(missed().fetch(0)).rejects.toThrow(refusal);
    await expect(missed(new Date('2026-11-20T12:05:00Z')).fetch(0)).rejects.toThrow(refusal);
    expect(asked[2]).toBe('since 2026-11-17T12:05:00.000Z');
  });

  test('is not for a second replica at the same time', async () => {
    await Promise.all([missed().fetch(300), missed().fetch(300), missed().fetch(300)]);
    expect(asked).toHaveLength(1);
  });
});

test('one that GitHub has no more does not stop the others', async () => {
  attempts = [attempt('a', '1', 503), attempt('b', '2', 503)];
  refusal = new GithubError('not-found', 'POST /app/hook/deliveries/1/attempts: 404');
  await missed().fetch(0);
  expect(asked.slice(1)).toEqual(['redeliver 1', 'redeliver 2']);
  expect(log.lines[0]).toBe('warn GitHub does not send a delivery again');
});

test('a call that fails does not stop the others; the round is not done then, and goes no further after three', async () => {
  attempts = ['1', '2', '3', '4'].map((id) => attempt(`delivery ${id}`, id, 0));
  refusal = new GithubError('unavailable', 'POST /app/hook/deliveries: 502');
  await expect(missed().fetch(0)).rejects.toThrow('502');
  expect(asked).toEqual(['since 2026-11-17T12:00:00.000Z', 'redeliver 1', 'redeliver 2', 'redeliver 3']);
  refusal = undefined;
  await missed().fetch(0);
  expect(asked.slice(4)).toEqual([
    'since 2026-11-17T12:00:00.000Z',
    'redeliver 1',
    'redeliver 2',
    'redeliver 3',
    'redeliver 4',
  ]);
});

test('a flood is sent again in parts', async () => {
  attempts = Array.from({ length: 150 }, (_, index) => attempt(`guid ${index}`, `${index}`, 503));
  await missed().fetch(0);
  expect(asked).toHaveLength(101);
  await missed(new Date('2026-11-20T12:05:00Z')).fetch(0);
  expect(asked[101]).toBe('since 2026-11-17T12:05:00.000Z');
});
