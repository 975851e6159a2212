import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Analyst, Change } from '../../src/analyst/analyst.js';
import { startAnalyst } from '../../src/analyst/start-analyst.js';
import { SHOP } from '../e2e/shop.js';
import { Commits, type Files } from './commits.js';
import { inProcess } from './in-process.js';
import { MemoryFacts } from './memory-facts.js';
import { reviewOf, SOUND_SHOP, shopChange } from './shop-change.js';

const CONFIGURATION = '.github/plumbline.yml';

let commits: Commits;
let facts: MemoryFacts;
let analyst: Analyst;

beforeEach(() => {
  commits = new Commits();
  facts = new MemoryFacts();
  analyst = startAnalyst({ facts, startChild: inProcess });
});
afterEach(() => analyst.close());

async function restart(): Promise<void> {
  await analyst.close();
  analyst = startAnalyst({ facts, startChild: inProcess });
}

async function missingPaths({ repository, head, base, organisationPolicy }: Change): Promise<readonly string[]> {
  const missing = await analyst.missing({ repository, trees: [head, base], organisationPolicy });
  return missing.map(({ path }) => path).sort();
}

/** What the analysis has to fetch by itself, because `missing` did not name it. */
async function fetchedByReview(change: Change): Promise<number> {
  await analyst.review(reviewOf(change), commits.texts);
  return commits.takeFetched().length;
}

test('of a repository that was never seen, what readers and policy want is missing, and nothing else', async () => {
  const more: Files = {
    'README.md': '# Shop\n',
    'app/assets/logo.svg': '<svg/>\n',
    'node_modules/left-pad/package.json': '{}\n',
    'Gemfile.link': { link: 'Gemfile.lock' },
    [CONFIGURATION]: 'version: 1\n',
    '.plumbline/rules/web/replicas/rule.yaml': 'id: replicas\n',
  };
  const change = shopChange(commits, { before: SOUND_SHOP, after: { ...SHOP, ...more } });
  expect(await missingPaths(change)).toEqual([
    CONFIGURATION,
    '.plumbline/rules/web/replicas/rule.yaml',
    'Gemfile.link',
    'Gemfile.lock',
    'config/database.yml',
    'config/puma.rb',
    'k8s/production/web.yaml',
    'k8s/production/web.yaml',
  ]);
});

test('a push later only what it changed is missing, and the review fetches nothing else', async () => {
  await fetchedByReview(shopChange(commits));
  const change = shopChange(commits, { after: { ...SHOP, 'config/puma.rb': 'threads 8\n', 'README.md': '# Shop\n' } });
  expect(await missingPaths(change)).toEqual(['config/puma.rb']);
  expect(await fetchedByReview(change)).toBe(1);
  expect(await missingPaths(change)).toEqual([]);
  expect(await fetchedByReview(change)).toBe(0);
});

test('readings outlive the process', async () => {
  await analyst.review(reviewOf(shopChange(commits)), commits.texts);
  await restart();
  expect(await missingPaths(shopChange(commits))).toEqual([]);
});

test('readings of another release are not believed', async () => {
  await analyst.review(reviewOf(shopChange(commits)), commits.texts);
  await restart();
  for (const [name, row] of facts.rows) {
    facts.rows.set(name, { ...row, readings: row.readings.replace('0.0.0', '9.9.9') });
  }
  await restart();
  expect(await missingPaths(shopChange(commits))).toHaveLength(5);
});

test('readings of another repository are not used', async () => {
  await analyst.review(reviewOf(shopChange(commits)), commits.texts);
  await restart();
  expect(await missingPaths(shopChange(commits, { repository: 2 }))).toHaveLength(5);
});

test('what the configuration of the base excludes is not fetched with every push', async () => {
  const policy = 'version: 1\nexclude: [lib/legacy/**]\n';
  const files = { 'lib/legacy/a.rb': 'ENV["A"]\n', 'lib/legacy/b.rb': 'ENV["B"]\n', [CONFIGURATION]: policy };
  const before = { ...SOUND_SHOP, ...files };
  const change = shopChange(commits, {
    before,
    after: { ...before, 'lib/legacy/c.rb': 'ENV["C"]\n' },
    policy: new Map([[CONFIGURATION, policy]]),
  });
  expect(await missingPaths(change)).toContain('lib/legacy/c.rb');
  await fetchedByReview(change);
  expect(await missingPaths(change)).toEqual([]);
  await restart();
  expect(await missingPaths(change)).toEqual([CONFIGURATION]);
});

test('nor what the configuration of the organisation excludes, where the repository has none', async () => {
  const organisationPolicy = new Map([[CONFIGURATION, 'version: 1\nexclude: [lib/legacy/**]\n']]);
  const change = shopChange(commits, {
    after: { ...SHOP, 'lib/legacy/a.rb': 'ENV["A"]\n' },
    organisationPolicy,
  });
  expect(await missingPaths(change)).not.toContain('lib/legacy/a.rb');
});

test('a content that cannot be had stays missing, and the report says that it was not read', async () => {
  const change = shopChange(commits);
  const lost = change.head.entries.find(({ path }) => path === 'config/puma.rb')?.id;
  const { check } = await analyst.review(reviewOf(change), async (ids) =>
    commits.texts(ids.filter((id) => id !== lost)),
  );
  expect(check.summary).toContain('`config/puma.rb` read failed');
  expect(await missingPaths(change)).toEqual(['config/puma.rb']);
});

test('a content that is not what its id names is not believed', async () => {
  const change = shopChange(commits);
  const puma = change.head.entries.find(({ path }) => path === 'config/puma.rb')?.id ?? '';
  await analyst.review(reviewOf(change), async (ids) => {
    const texts = new Map(await commits.texts(ids));
    return texts.has(puma) ? texts.set(puma, Buffer.from('threads 1\r\n')) : texts;
  });
  expect(await missingPaths(change)).toEqual(['config/puma.rb']);
});
