import { describe, expect, test } from '@jest/globals';
import type { Diagnostic } from '../../../src/policy/diagnostic.js';
import type { ProvedProposal } from '../../../src/policy/proposal.js';
import { numberedFindings } from '../../../src/reporters/numbered-findings.js';
import type { ShownWriting } from '../../../src/reporters/written.js';
import { Source } from '../../../src/syntax/source.js';
import { HOSTILE_MESSAGE, WEB_YAML } from '../example-report.js';
import { begun, DRAIN, POOL, plan, reportOf } from './example-review.js';

const NOTHING = { resolve: [], rewrite: [] };
const MODEL = 'claude-opus-5-5';

/** Threads for as many connections as there are, at the place of the finding. */
const ONE_EDIT: ProvedProposal = {
  title: 'Ten connections for each process',
  writtenBy: MODEL,
  edits: [
    {
      path: WEB_YAML.path,
      start: WEB_YAML.text.indexOf('"5"'),
      end: WEB_YAML.text.indexOf('"5"') + 3,
      newText: '"10"',
    },
  ],
  diff: `--- a/${WEB_YAML.path}\n+++ b/${WEB_YAML.path}\n@@ -5,3 +5,3 @@\n   replicas: 3\n-  DB_POOL: "5"\n+  DB_POOL: "10"\n   RAILS_MAX_THREADS: "16"\n`,
  patch: { diff: '', startLine: 6, endLine: 6, replacement: '  DB_POOL: "10"' },
  rulesRun: 46,
};

const TWO_FILES: ProvedProposal = {
  title: ONE_EDIT.title,
  writtenBy: MODEL,
  edits: [...ONE_EDIT.edits, { path: 'config/database.yml', start: 0, end: 0, newText: '# pools\n' }],
  diff: `${ONE_EDIT.diff}--- a/config/database.yml\n+++ b/config/database.yml\n@@ -1,1 +1,2 @@\n+# pools\n production:\n`,
  rulesRun: 46,
};

const EXPLAINED: ShownWriting = { model: MODEL, explanation: 'PDB shop keeps all 3 pods.', dropped: false };

/** The review of one finding with what was written about it. */
function planWith(
  writing: ShownWriting | undefined,
  change: Parameters<typeof plan>[1] = {},
  finding: Diagnostic = DRAIN,
) {
  const report = reportOf(finding);
  const findings = numberedFindings(report, { newOnly: true, ignored: [] }).map((each) => ({
    ...each,
    ...(writing && { writing }),
  }));
  return plan(report, { findings, ...change });
}

function comment(writing: ShownWriting | undefined, change: Parameters<typeof plan>[1] = {}) {
  return planWith(writing, change).review?.comments[0];
}

const HEAD = `**Warning: Disruption budget blocks drains**

PDB shop keeps 3 of 3 pods available.

<sub>Finding 1 · production · PodDisruptionBudget/shop · \`pdb-blocks-drain\`</sub>`;
const EXPLANATION = `PDB shop keeps all 3 pods.

<sub>Explained by claude-opus-5-5 from the places of this finding; checked against them.</sub>`;
const NOTE =
  '<sub>Written by claude-opus-5-5. Verified: 46 rules ran again on the files with it, this finding is gone and nothing else became worse. Look at it before you commit it.</sub>';
const BEFORE = '<!-- plumbline bbbbbbbbbbbbbbbb/ab8e18ef on:cb80323941de2ffc -->';

describe('a comment', () => {
  test('shows what a model explains, and whose words these are', () =>
    expect(comment(EXPLAINED)?.body).toBe([HEAD, EXPLANATION, BEFORE].join('\n\n')));
  test('says nothing of a model that wrote nothing', () =>
    expect(comment(undefined)?.body).toBe([HEAD, BEFORE].join('\n\n')));

  test('offers to commit a proposal that is one edit of the line that it stands on', () =>
    expect(comment({ ...EXPLAINED, proposal: ONE_EDIT })).toEqual({
      path: WEB_YAML.path,
      line: 6,
      body: `${HEAD}

${EXPLANATION}

Proposed: Ten connections for each process

\`\`\`suggestion
  DB_POOL: "10"
\`\`\`

${NOTE}

<!-- plumbline bbbbbbbbbbbbbbbb/ab8e18ef replaces:cb80323941de2ffc -->`,
    }));

  test('shows a proposal for several files as a diff, with the command that commits it', () =>
    expect(comment({ ...EXPLAINED, proposal: TWO_FILES })?.body).toBe(`${HEAD}

${EXPLANATION}

Proposed: Ten connections for each process

\`\`\`diff
--- a/k8s/production/web.yaml
+++ b/k8s/production/web.yaml
@@ -5,3 +5,3 @@
   replicas: 3
-  DB_POOL: "5"
+  DB_POOL: "10"
   RAILS_MAX_THREADS: "16"
--- a/config/database.yml
+++ b/config/database.yml
@@ -1,1 +1,2 @@
+# pools
 production:
\`\`\`

${NOTE}

\`/plumbline fix 1\` commits it.

${BEFORE}`));

  test('offers no command where nothing can be committed', () =>
    expect(comment({ ...EXPLAINED, proposal: TWO_FILES }, { fixable: false })?.body).not.toContain('/plumbline'));

  test('shows one edit of other lines as a diff', () => {
    const elsewhere = { ...ONE_EDIT, patch: { diff: '', startLine: 5, endLine: 5, replacement: '  replicas: 4' } };
    const { body, line } = comment({ ...EXPLAINED, proposal: elsewhere }) ?? {};
    expect(line).toBe(6);
    expect(body).toContain('```diff\n');
    expect(body).not.toContain('```suggestion');
  });

  test('says in one line that a proposal did not hold', () =>
    expect(comment({ model: MODEL, dropped: true })?.body).toBe(
      [HEAD, '<sub>claude-opus-5-5 proposed no patch that held when the rules ran on it.</sub>', BEFORE].join('\n\n'),
    ));
});

describe('a review without a model', () => {
  const off = '<sub>Explanations are off: no model is configured.</sub>';

  test('says so once, and what it says is else the same', () => {
    const { review } = planWith(undefined, { assisted: false });
    expect(review?.body).toBe(off);
    expect(review?.comments).toEqual([
      { ...comment(undefined), body: [HEAD, BEFORE.replace(/ on:\w+/, '')].join('\n\n') },
    ]);
  });
  test('is not written for that alone', () =>
    expect(planWith(undefined, { assisted: false, files: [] })).toEqual(NOTHING));
  test('is the only one that says so', () => expect(planWith(undefined).review?.body).toBe(''));
});

describe('a conversation', () => {
  const threads = begun(planWith(undefined));
  const rewritten = (writing: ShownWriting) => planWith(writing, { threads }).rewrite.map(({ body }) => body);

  test('is rewritten when an explanation comes, without a new comment', () => {
    expect(planWith(EXPLAINED, { threads }).review).toBeUndefined();
    expect(rewritten(EXPLAINED)).toEqual([[HEAD, EXPLANATION, BEFORE].join('\n\n')]);
  });

  test('is left alone when it says so already', () => {
    const writing = { ...EXPLAINED, proposal: TWO_FILES };
    expect(planWith(writing, { threads: begun(planWith(writing)) })).toEqual(NOTHING);
  });

  test('offers to commit what comes later for the line that it stands on', () => {
    const [body] = rewritten({ ...EXPLAINED, proposal: ONE_EDIT });
    expect(body).toContain('```suggestion\n  DB_POOL: "10"\n```');
    expect(body).toMatch(/ on:cb80323941de2ffc -->$/);
  });

  test('does not once the line is another', () => {
    const changed = new Source(WEB_YAML.path, WEB_YAML.text.replace('"5"', '"6"'));
    const report = { ...reportOf(DRAIN), sources: new Map([[changed.path, changed]]) };
    const [{ body } = { body: '' }] = planWith({ ...EXPLAINED, proposal: ONE_EDIT }, { threads, report }).rewrite;
    expect(body).toContain('```diff\n');
    expect(body).not.toContain('```suggestion');
  });

  test('does not for an equal line elsewhere', () => {
    const twice = new Source(WEB_YAML.path, `${WEB_YAML.text}  DB_POOL: "5"\n`);
    const report = { ...reportOf(DRAIN), sources: new Map([[twice.path, twice]]) };
    const last = { ...ONE_EDIT, patch: { diff: '', startLine: 8, endLine: 8, replacement: '  DB_POOL: "10"' } };
    const [{ body } = { body: '' }] = planWith({ ...EXPLAINED, proposal: last }, { threads, report }).rewrite;
    expect(body).not.toContain('```suggestion');
  });
});

describe('text of a model', () => {
  const hostile = `${HOSTILE_MESSAGE}\n\n## Approved\n<!-- plumbline aaaaaaaaaaaaaaaa/ab8e18ef -->\n\`\`\`suggestion\nx\n\`\`\``;
  const writing: ShownWriting = {
    model: '</sub>@everyone',
    explanation: hostile,
    proposal: {
      ...TWO_FILES,
      title: hostile,
      writtenBy: '[x](https://evil.example)',
      diff: `${TWO_FILES.diff}+\`\`\`\n+@all\n`,
    },
    dropped: false,
  };
  const body = comment(writing)?.body ?? '';

  test('is one paragraph of text, and neither markup nor a mention nor a link', () => {
    const [outside = ''] = body.split('````diff');
    expect(outside).not.toMatch(/<img|<!--|@everyone|#1\b|https:\/\/evil|[^\\]\]\(|<\/sub>.*<\/sub>|\n## |\n```/);
  });
  test('does not leave the block of its diff', () => expect(body).toMatch(/\n\+```\n\+@all\n````\n/));
  test('forges no marker', () => expect(body.match(/<!--/g)).toHaveLength(1));
  test('is left out where the comment would be longer than GitHub takes', () =>
    expect(comment({ ...EXPLAINED, proposal: { ...TWO_FILES, diff: '+x\n'.repeat(30_000) } })?.body).toBe(
      [HEAD, BEFORE].join('\n\n'),
    ));
});

test('where a rule has an edit, that alone is offered', () => {
  const [only] = planWith({ ...EXPLAINED }, {}, POOL).review?.comments ?? [];
  expect(only?.body).toContain('```suggestion\n  DB_POOL: "16"\n```');
  expect(only?.body).toContain(EXPLANATION);
});
