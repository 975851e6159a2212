import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Analyst } from '../../src/analyst/analyst.js';
import { startAnalyst } from '../../src/analyst/start-analyst.js';
import { SHOP } from '../e2e/shop.js';
import { Commits } from './commits.js';
import { inProcess } from './in-process.js';
import { MemoryFacts } from './memory-facts.js';
import { shopChange } from './shop-change.js';

let commits: Commits;
let analyst: Analyst;

beforeAll(() => {
  analyst = startAnalyst({ facts: new MemoryFacts(), startChild: inProcess });
});
afterAll(() => analyst.close());
beforeEach(() => {
  commits = new Commits();
});

function explain(finding: number, change: Parameters<typeof shopChange>[1] = {}) {
  return analyst.explain({ ...shopChange(commits, change), finding, written: [], assisted: true }, commits.texts);
}

test('a finding is explained hop by hop, with why it matters, what mends it and what would silence it', async () => {
  const explained = await explain(1);
  expect(explained).toMatchObject({
    ok: true,
    fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
    title: 'Connection pool smaller than the threads that share it',
  });
  expect(
    explained.ok && explained.text.replace(/(\*\*Why it matters\.\*\* .{40}).*/, '$1…'),
  ).toBe(`### 1. Connection pool smaller than the threads that share it

Puma in shop runs 16 threads but Active Record may open only 5 connections. Under load 11 requests at a time must wait up to 5 s and then raise ActiveRecord::ConnectionTimeoutError. Set the pool to at least 16. \\(Pools are per process, so the 2 workers do not change this number.\\)

**Where it comes from** (Deployment/shop/web in production)

1. \`k8s/production/web.yaml:8\` ConfigMap shop, key DB\\_POOL
2. \`k8s/production/web.yaml:27\` takes all of ConfigMap shop
3. \`config/database.yml:3\` reads DB\\_POOL
4. \`k8s/production/web.yaml:7\` ConfigMap shop, key RAILS\\_MAX\\_THREADS
5. \`config/puma.rb:1\` reads RAILS\\_MAX\\_THREADS
6. \`config/puma.rb:2\` says 2

**Why it matters.** Within one operating system process ever…

Fix, at \`k8s/production/web.yaml:8\`: Set the pool to 16.

\`\`\`diff
-   DB_POOL: "5"
+   DB_POOL: "16"
\`\`\`

**To accept it** for this pull request alone: \`/plumbline ignore 1 <reason>\`. For good: the comment \`plumbline:ignore db-pool-below-process-threads <reason>\` on line 8 of \`k8s/production/web.yaml\` or above it, or in \`.github/plumbline.yml\` of the base branch:

\`\`\`yaml
ignore:
  - rule: db-pool-below-process-threads
    subject: "Deployment/shop/web"
    reason: …
\`\`\``);
});

test('a number that is not in the list is refused', async () => {
  expect(await explain(7)).toEqual({
    ok: false,
    reason: 'There is no finding 7: the newest check run lists 1 finding.',
  });
  expect(await explain(1, { before: SHOP })).toEqual({
    ok: false,
    reason: 'There is no finding 1: the list of the newest check run is empty.',
  });
});

test('names of the repository stay text', async () => {
  const name = 'web](https://evil.example) @all <img src=x> `';
  const manifest = (SHOP['k8s/production/web.yaml'] ?? '').replace('name: web', `name: ${JSON.stringify(name)}`);
  const explained = await explain(1, { after: { ...SHOP, 'k8s/production/web.yaml': manifest } });
  const text = explained.ok ? explained.text : '';
  expect(text).toContain('evil.example');
  expect(text.replace(/```[\s\S]*?```/g, '')).not.toMatch(/\]\(https|@all|<img/);
});
