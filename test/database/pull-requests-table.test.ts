import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DeliveriesTable } from '../../src/database/deliveries-table.js';
import { PullRequestsTable } from '../../src/database/pull-requests-table.js';
import { startDatabase, type TestDatabase } from '../support/database.js';

const PULL_REQUEST = { repository: 7, number: 12 };
const OTHER = { repository: 7, number: 13 };

let started: TestDatabase;
let pullRequests: PullRequestsTable;

beforeAll(async () => {
  started = await startDatabase();
  pullRequests = new PullRequestsTable(started.database);
}, 30_000);

afterAll(() => started.stop());

test('findings that were set aside are remembered for their pull request, with the newest reason', async () => {
  await pullRequests.ignoreFinding(PULL_REQUEST, { fingerprint: 'pool', reason: 'later', by: 'ada' });
  await pullRequests.ignoreFinding(PULL_REQUEST, { fingerprint: 'probe', reason: 'no probe', by: 'ada' });
  await pullRequests.ignoreFinding(PULL_REQUEST, { fingerprint: 'pool', reason: 'next release', by: 'grace' });
  expect(await pullRequests.ignoredFindings(PULL_REQUEST)).toEqual([
    { fingerprint: 'pool', reason: 'next release', by: 'grace' },
    { fingerprint: 'probe', reason: 'no probe', by: 'ada' },
  ]);
  expect(await pullRequests.ignoredFindings(OTHER)).toEqual([]);
});

test('the list has changed when it is another, and not when it is published again', async () => {
  const changedAt = () => pullRequests.listChangedAt(PULL_REQUEST);
  expect(await changedAt()).toBeUndefined();
  await pullRequests.rememberList(PULL_REQUEST, ['pool', 'probe']);
  const first = await changedAt();
  expect(first).toBeInstanceOf(Date);
  await pullRequests.rememberList(PULL_REQUEST, ['pool', 'probe']);
  expect(await changedAt()).toEqual(first);
  await pullRequests.rememberList(PULL_REQUEST, ['probe', 'pool']);
  expect(await changedAt()).not.toEqual(first);
  await pullRequests.rememberList(OTHER, []);
  expect(await pullRequests.listChangedAt(OTHER)).toBeDefined();
});

describe('the commit that work began with', () => {
  test('stays the same for all attempts at a delivery', async () => {
    const repository = { installation: 1, id: 7, owner: 'acme', name: 'shop', defaultBranch: 'main' };
    const work = { kind: 'review', repository, pullRequest: 12, again: false } as const;
    await started.database.transaction((client) => new DeliveriesTable(started.database).accept(client, 'guid', work));
    expect(await pullRequests.pinHead('guid', 'aaa')).toBe('aaa');
    expect(await pullRequests.pinHead('guid', 'bbb')).toBe('aaa');
  });

  test('is the present one for a delivery that is forgotten', async () => {
    expect(await pullRequests.pinHead('forgotten', 'bbb')).toBe('bbb');
  });
});
