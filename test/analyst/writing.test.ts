import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Analyst, Change } from '../../src/analyst/analyst.js';
import { startAnalyst } from '../../src/analyst/start-analyst.js';
import type { Proposal } from '../../src/policy/proposal.js';
import type { Brief } from '../../src/reporters/brief/brief.js';
import type { Written } from '../../src/reporters/written.js';
import { Commits, type Files, filesOf } from './commits.js';
import { inProcess } from './in-process.js';
import { MemoryFacts } from './memory-facts.js';
import { reviewOf, shopChange } from './shop-change.js';

const MODEL = 'claude-opus-5-5';
const WEB = 'deploy/production/web.yaml';
const VARIABLES = 'deploy/production/configmap.yaml';
const EXAMPLE = filesOf('examples/rails-on-eks');

/** Production may grow to sixty web pods, more than its database has connections for; no formula says which number is wrong. */
const GROWN: Readonly<Record<string, string>> = {
  ...EXAMPLE,
  [WEB]: changed(WEB, 'maxReplicas: 10', 'maxReplicas: 60'),
};
const PROPOSAL: Proposal = {
  title: 'Let twenty pods of two workers fit the database.',
  edits: [
    { path: WEB, oldText: 'maxReplicas: 60', newText: 'maxReplicas: 20' },
    { path: VARIABLES, oldText: 'WEB_CONCURRENCY: "3"', newText: 'WEB_CONCURRENCY: "2"' },
  ],
};

function changed(path: string, oldText: string, newText: string): string {
  const text = EXAMPLE[path];
  if (text?.includes(oldText) !== true) throw new Error(`${path} has no ${oldText}`);
  return text.replace(oldText, newText);
}

let analyst: Analyst;
let commits: Commits;
let change: Change;
let brief: Brief;

beforeAll(() => {
  analyst = startAnalyst({ facts: new MemoryFacts(), startChild: inProcess });
});
afterAll(() => analyst.close());
beforeEach(async () => {
  commits = new Commits();
  change = changeTo(GROWN);
  brief = await briefOf('db-connection-budget-exceeded');
});

function changeTo(after: Files): Change {
  return shopChange(commits, { before: EXAMPLE, after });
}

async function briefOf(ruleId: string): Promise<Brief> {
  const briefs = await analyst.brief({ ...change, findings: 'new' }, commits.texts);
  const found = briefs.find((each) => each.ruleId === ruleId);
  if (found === undefined) throw new Error(`there is no finding of ${ruleId}`);
  return found;
}

function written(more: Partial<Written> = {}): Written {
  const explanation = 'With 60 web pods production would need more connections than the database has.';
  return { key: brief.key, model: `${MODEL} (instructions 0a1b2c3d)`, explanation, dropped: false, ...more };
}

/** Comments may stand on every line. */
function reviewRequest(texts: readonly Written[]) {
  const files = Object.keys(EXAMPLE).map((path) => ({ path, patch: '@@ -1,200 +1,200 @@\n' }));
  return { ...reviewOf(change), files, written: texts };
}

async function commentsWith(...texts: readonly Written[]): Promise<string> {
  const { plan } = await analyst.review(reviewRequest(texts), commits.texts);
  return (plan.review?.comments ?? []).map(({ body }) => body).join('\n\n');
}

describe('briefs', () => {
  test('are made of what a change brought, most severe first', async () => {
    const briefs = await analyst.brief({ ...change, findings: 'new' }, commits.texts);
    expect(briefs.map(({ ruleId, wantsPatch, environments }) => ({ ruleId, wantsPatch, environments }))).toEqual([
      { ruleId: 'db-connection-budget-exceeded', wantsPatch: true, environments: ['production'] },
      { ruleId: 'contract-replicas', wantsPatch: true, environments: ['production'] },
    ]);
    expect(brief.files.map(({ path }) => path)).toEqual(expect.arrayContaining([WEB, VARIABLES]));
  });

  test('are made of what is asked for by number', async () => {
    const briefs = await analyst.brief({ ...change, findings: [2, 99] }, commits.texts);
    expect(briefs.map(({ ruleId }) => ruleId)).toEqual(['contract-replicas']);
  });

  test('are not made of what was there before or was set aside', async () => {
    const ignored = [{ fingerprint: brief.fingerprint, reason: 'later', by: 'ada' }];
    const left = await analyst.brief({ ...change, ignored, findings: 'new' }, commits.texts);
    expect(left.map(({ ruleId }) => ruleId)).toEqual(['contract-replicas']);
    const before = shopChange(commits, { before: GROWN, after: { ...GROWN, 'README.md': 'Shop' } });
    expect(await analyst.brief({ ...before, findings: 'new' }, commits.texts)).toEqual([]);
  });

  test('have the same key on a tree that tells the same', async () => {
    const { key } = brief;
    change = changeTo({ ...GROWN, 'NOTES.md': 'Sixty pods.' });
    expect((await briefOf(brief.ruleId)).key).toBe(key);
  });
});

describe('a proposal', () => {
  const prove = (proposal: Proposal, finding: Pick<Brief, 'fingerprint' | 'environments'> = brief) =>
    analyst.prove({ ...change, finding, proposal, writtenBy: MODEL }, commits.texts);

  test('is proved on the head', async () => {
    const proof = await prove(PROPOSAL);
    expect(proof).toMatchObject({ ok: true, proved: { title: PROPOSAL.title, writtenBy: MODEL } });
    expect(proof.ok && proof.proved.edits.map(({ path, newText }) => [path, newText])).toEqual([
      [WEB, 'maxReplicas: 20'],
      [VARIABLES, 'WEB_CONCURRENCY: "2"'],
    ]);
  });

  test('is rejected where half of it does not do', async () => {
    const proof = await prove({ ...PROPOSAL, edits: PROPOSAL.edits.slice(1) });
    expect(proof.ok ? [] : proof.reasons).toEqual([expect.stringContaining('The finding is still there')]);
  });

  test('is rejected in place of a link', async () => {
    const { [VARIABLES]: variables = '', ...rest } = GROWN;
    change = changeTo({
      ...rest,
      'shared/variables.txt': variables,
      [VARIABLES]: { link: '../../shared/variables.txt' },
    });
    brief = await briefOf(brief.ruleId);
    expect(await prove(PROPOSAL)).toEqual({
      ok: false,
      reasons: ['Edit 2 is of a file that may not be changed here.'],
    });
  });

  test('for a finding of another environment is rejected', async () => {
    const elsewhere = { fingerprint: brief.fingerprint, environments: ['staging'] };
    expect(await prove(PROPOSAL, elsewhere)).toEqual({ ok: false, reasons: ['The finding is not there.'] });
  });
});

describe('a review', () => {
  test('shows what was written beside its finding, and the proposal once it is proved again', async () => {
    const comments = await commentsWith(written({ proposal: PROPOSAL }));
    expect(comments).toContain(`With 60 web pods production would need more connections than the database has.

<sub>Explained by claude-opus-5-5 from the places of this finding; checked against them.</sub>

Proposed: Let twenty pods of two workers fit the database.

\`\`\`diff
--- a/${WEB}
`);
    expect(comments).toContain('-  WEB_CONCURRENCY: "3"\n+  WEB_CONCURRENCY: "2"\n');
    expect(comments).toContain('`/plumbline fix 1` commits it.');
  });

  test('does not show a proposal that does not hold on its tree', async () => {
    const half = { ...PROPOSAL, edits: PROPOSAL.edits.slice(1) };
    const comments = await commentsWith(written({ proposal: half }));
    expect(comments).not.toContain('```diff');
    expect(comments).toContain('<sub>claude-opus-5-5 proposed no patch that held when the rules ran on it.</sub>');
  });

  test('does not show what was written about other facts', async () => {
    expect(await commentsWith(written({ key: '0'.repeat(32) }))).toBe(await commentsWith());
  });

  test.each([
    ['an explanation', () => [written()]],
    ['a proposal', () => [written({ proposal: PROPOSAL })]],
    ['a dropped one', () => [written({ dropped: true })]],
  ])('has the same check run, byte for byte, with %s, and without a model', async (_, texts) => {
    const { check, findings } = await analyst.review(reviewRequest([]), commits.texts);
    for (const assisted of [true, false]) {
      const other = await analyst.review({ ...reviewRequest(texts()), assisted }, commits.texts);
      expect(JSON.stringify(other.check)).toBe(JSON.stringify(check));
      expect(other.findings).toEqual(findings);
    }
  });
});

describe('an explanation', () => {
  const explain = async (finding: number, texts: readonly Written[], assisted = true) => {
    const explained = await analyst.explain({ ...change, finding, written: texts, assisted }, commits.texts);
    return explained.ok ? explained.text : explained.reason;
  };
  const OFF = '<sub>Explanations are off: no model is configured.</sub>';

  test('shows the paragraph and the proposal of a model', async () => {
    const text = await explain(1, [written({ proposal: PROPOSAL })]);
    expect(text).toMatch(/\*\*Why it matters\.\*\* .*\n\nWith 60 web pods .*\n\n<sub>Explained by /);
    expect(text).toMatch(/Proposed: Let twenty pods .*`\/plumbline fix 1` commits it\.\n\n\*\*To accept it\*\*/s);
    expect(text).not.toContain(OFF);
  });
  test('of another finding does not', async () =>
    expect(await explain(2, [written({ proposal: PROPOSAL })])).toBe(await explain(2, [])));
  test('says that explanations are off where no model is configured', async () =>
    expect(await explain(1, [], false)).toBe(`${await explain(1, [])}\n\n${OFF}`));
});

describe('a fix', () => {
  const fix = (findings: readonly number[] | 'all', texts: readonly Written[]) =>
    analyst.fix({ ...change, findings, written: texts }, commits.texts);

  test('commits a proposal in all its files, in words that are not the model', async () => {
    expect(await fix([1], [written({ proposal: PROPOSAL })])).toEqual({
      ok: true,
      files: new Map([
        [WEB, GROWN[WEB]?.replace('maxReplicas: 60', 'maxReplicas: 20')],
        [VARIABLES, changed(VARIABLES, 'WEB_CONCURRENCY: "3"', 'WEB_CONCURRENCY: "2"')],
      ]),
      titles: [
        expect.stringMatching(
          /^The fleet can need more connections than the database server offers: as claude-opus-5-5 proposed, verified by running \d+ rules\.$/,
        ),
      ],
      left: [],
    });
  });

  test('leaves a finding whose proposal does not hold', async () => {
    const half = { ...PROPOSAL, edits: PROPOSAL.edits.slice(0, 1) };
    expect(await fix([1], [written({ proposal: half })])).toEqual({
      ok: false,
      reason:
        'This finding has no fix that can be committed: none was found after which it is gone and nothing else is wrong.',
    });
  });

  test('of all findings takes suggestions and proposals together, as far as they hold', async () => {
    const staging = 'deploy/staging/configmap.yaml';
    change = changeTo({ ...GROWN, [staging]: changed(staging, 'DATABASE_POOL: "10"', 'DATABASE_POOL: "4"') });
    brief = await briefOf('db-connection-budget-exceeded');
    const fixed = await fix('all', [written({ proposal: PROPOSAL })]);
    expect(fixed.ok && [...fixed.files.keys()]).toEqual([staging, WEB, VARIABLES]);
    expect(fixed.ok && fixed.titles).toEqual([
      'Set the pool to 12, as the contract asks.',
      expect.stringContaining(': as claude-opus-5-5 proposed'),
    ]);
  });
});
