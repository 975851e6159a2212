import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Analyst, FixOutcome, FixRequest } from '../../src/analyst/analyst.js';
import { startAnalyst } from '../../src/analyst/start-analyst.js';
import { SHOP } from '../e2e/shop.js';
import { Commits } from './commits.js';
import { inProcess } from './in-process.js';
import { MemoryFacts } from './memory-facts.js';
import { reviewOf, shopChange } from './shop-change.js';

const WEB = 'k8s/production/web.yaml';
const MANIFEST = SHOP[WEB] ?? '';
const STAGING = 'k8s/staging/web.yaml';

let commits: Commits;
let analyst: Analyst;

beforeAll(() => {
  analyst = startAnalyst({ facts: new MemoryFacts(), startChild: inProcess });
});
afterAll(() => analyst.close());
beforeEach(() => {
  commits = new Commits();
});

function fix(findings: FixRequest['findings'], change: Parameters<typeof shopChange>[1] = {}): Promise<FixOutcome> {
  return analyst.fix({ ...shopChange(commits, change), findings, written: [] }, commits.texts);
}

test('a finding is fixed in the whole text of its file', async () => {
  expect(await fix([1])).toEqual({
    ok: true,
    files: new Map([[WEB, MANIFEST.replace('DB_POOL: "5"', 'DB_POOL: "16"')]]),
    titles: ['Set the pool to 16.'],
    left: [],
  });
});

/** A second environment, with 9 threads. */
const STAGING_MANIFEST = MANIFEST.replace('RAILS_ENV: production', 'RAILS_ENV: staging').replace('"16"', '"9"');

test('several are fixed together', async () => {
  const database = SHOP['config/database.yml'] ?? '';
  const after = {
    ...SHOP,
    [STAGING]: STAGING_MANIFEST,
    'config/database.yml': database + database.replace('production', 'staging'),
  };
  expect(await fix('all', { before: { 'README.md': '' }, after })).toEqual({
    ok: true,
    files: new Map([
      [WEB, MANIFEST.replace('DB_POOL: "5"', 'DB_POOL: "16"')],
      [STAGING, STAGING_MANIFEST.replace('DB_POOL: "5"', 'DB_POOL: "9"')],
    ]),
    titles: ['Set the pool to 16.', 'Set the pool to 9.'],
    left: [],
  });
});

test('a finding without a fix is left', async () => {
  // config/database.yml has no section for it, which would have to be written anew.
  const after = { ...SHOP, [STAGING]: STAGING_MANIFEST };
  expect(await fix('all', { before: { 'README.md': '' }, after })).toMatchObject({
    ok: true,
    titles: ['Set the pool to 16.'],
    left: [2],
  });
});

test('a number that is not in the list is refused', async () => {
  const reason = 'There is no finding 2: the newest check run lists 1 finding.';
  expect(await fix([1, 2])).toEqual({ ok: false, reason });
});

test('where nothing is listed there is nothing to fix', async () => {
  expect(await fix('all', { before: SHOP })).toEqual({
    ok: false,
    reason: 'There is nothing to fix: the newest check run lists no finding.',
  });
});

test('nothing is committed in place of a link', async () => {
  const { [WEB]: _, ...rest } = SHOP;
  const linked = { ...rest, 'shared/web.txt': MANIFEST, [WEB]: { link: '../../shared/web.txt' } };
  expect(await fix([1], { after: linked })).toEqual({
    ok: false,
    reason:
      'This finding has no fix that can be committed: none was found after which it is gone and nothing else is wrong.',
  });
});

test('a finding that was set aside is not fixed', async () => {
  const { findings } = await analyst.review(reviewOf(shopChange(commits)), commits.texts);
  const ignored = findings.map((fingerprint) => ({ fingerprint, reason: 'later', by: 'ada' }));
  expect(await fix('all', { ignored })).toMatchObject({ ok: false });
});
