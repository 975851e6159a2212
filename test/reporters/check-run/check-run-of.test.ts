import { describe, expect, test } from '@jest/globals';
import { CONFIGURATION_PATH } from '../../../src/policy/configuration.js';
import type { Diagnostic } from '../../../src/policy/diagnostic.js';
import { MAX_OUTPUT_BYTES } from '../../../src/reporters/check-run/check-run.js';
import { checkRunOf } from '../../../src/reporters/check-run/check-run-of.js';
import type { Report } from '../../../src/reporters/report.js';
import { Source } from '../../../src/syntax/source.js';
import { HOSTILE_MESSAGE, POOL_FINDING, PRODUCTION } from '../example-report.js';
import { CLEAN, CONTEXT, NEW } from './example-context.js';

const ADVISORY = { ...CONTEXT, policy: { ...CONTEXT.policy, mode: 'advisory' as const } };
const COMPLETE = { ...CONTEXT, policy: { ...CONTEXT.policy, requireComplete: true } };

const NEW_POOL: Diagnostic = { ...POOL_FINDING, status: 'new' };
const CONFIGURATION = new Source(CONFIGURATION_PATH, 'version: 1\nfail_on: info\n');
const MISTAKE: Diagnostic = {
  ruleId: 'configuration-invalid',
  severity: 'error',
  subject: CONFIGURATION_PATH,
  environments: [],
  message: '`fail_on` must be `error`, `warning`, `notice` or `never`.',
  location: CONFIGURATION.location(20, 24),
  related: [],
  suggestions: [],
  fingerprint: '00000000000000bb',
};

function withFindings(...diagnostics: readonly Diagnostic[]): Report {
  return { ...NEW, diagnostics };
}

function many(number: number, message: string): Report {
  return withFindings(
    ...Array.from({ length: number }, (_, index) => ({
      ...NEW_POOL,
      message: `${index} ${message}`,
      margin: number - index,
      fingerprint: String(index).padStart(16, '0'),
    })),
  );
}

test('a check run tells what breaks, where, the fix, and what could not be decided', () => {
  const unobeyed = [{ path: CONFIGURATION_PATH, says: 'adds fail_on: never' }];
  const { summary, ...check } = checkRunOf({ ...NEW, unobeyed }, CONTEXT);
  expect(summary).toBe(`**1 of 2 findings blocks this change.**

### 1. Connection pool smaller than the threads that share it

Puma in container web runs 16 threads but Active Record may open only 5 connections.

**Error** · \`k8s/production/web.yaml:6\` · production · Deployment/shop/web · \`db-pool-below-process-threads\`

<details>
<summary>Fix: Set the pool to 16.</summary>

Fix, at \`k8s/production/web.yaml:6\`: Set the pool to 16.

\`\`\`diff
-   DB_POOL: "5"
+   DB_POOL: "16"
\`\`\`

</details>

### 2. Disruption budget blocks drains

PDB shop keeps 3 of 3 pods available.

**Warning** · \`k8s/production/web.yaml:5\` · production · PodDisruptionBudget/shop · \`pdb-blocks-drain\`

Comment \`/plumbline fix 1\` to commit a fix, \`/plumbline explain 1\` to see where each value comes from, \`/plumbline ignore 1 <reason>\` to set a finding aside.

14 checks passed · 2 undecided · 1 suppressed · 41 files read, 0 not read

Not obeyed before it is merged (the base revision says how a change is judged):

- \`.github/plumbline.yml\` adds fail\\_on: never

<details>
<summary>Could not decide 2 checks</summary>

- the value comes from outside the repository
  - 1 × \`db-connection-budget-exceeded\`: max\\_connections of primary
  - 1 × \`redis-eviction-unsafe-for-jobs\`: the eviction policy of redis

</details>

<details>
<summary>Suppressed 1 finding</summary>

- \`hpa-replicas-conflict\` PodDisruptionBudget/shop at \`k8s/production/web.yaml:4\`: migrating to KEDA until March

</details>`);
  expect(check).toEqual({
    conclusion: 'failure',
    title: '2 findings, first: Connection pool smaller than the threads that share it',
    annotations: [
      {
        path: 'k8s/production/web.yaml',
        startLine: 6,
        endLine: 6,
        startColumn: 12,
        endColumn: 14,
        level: 'failure',
        title: 'Connection pool smaller than the threads that share it',
        message:
          'Puma in container web runs 16 threads but Active Record may open only 5 connections.\nFix: Set the pool to 16.',
        details: 'config/database.yml:3 reads DB_POOL\nk8s/production/web.yaml:7 ConfigMap shop, key RAILS_MAX_THREADS',
      },
      {
        path: 'k8s/production/web.yaml',
        startLine: 5,
        endLine: 5,
        startColumn: 3,
        endColumn: 13,
        level: 'warning',
        title: 'Disruption budget blocks drains',
        message: 'PDB shop keeps 3 of 3 pods available.',
      },
    ],
    actions: [{ label: 'Apply fix', description: 'Commit the verified fixes', identifier: 'fix' }],
  });
});

test('nothing found is said in one line', () => {
  const report = { ...CLEAN, coverage: { ...CLEAN.coverage, verdicts: { passed: 16, failed: 0, undecided: 0 } } };
  expect(checkRunOf(report, CONTEXT)).toEqual({
    conclusion: 'success',
    title: 'No findings',
    summary: '**Nothing to mend.**\n\n16 checks passed · 0 undecided · 0 suppressed · 41 files read, 0 not read',
    annotations: [],
    actions: [],
  });
});

describe('a mistake in the policy that is obeyed', () => {
  const report = withFindings({ ...MISTAKE, status: 'existing' }, NEW_POOL);

  test('fails every change, at its line', () => {
    const check = checkRunOf(report, ADVISORY);
    expect(check.conclusion).toBe('failure');
    expect(check.title).toBe('Configuration error in .github/plumbline.yml');
    expect(check.summary).toMatch(
      /^\*\*What says how this change is judged is wrong itself\.\*\* Until it is mended on the base branch, no change passes\.\n\n- `\.github\/plumbline\.yml:2` \\`fail\\_on\\` must be/,
    );
    expect(check.annotations[0]).toMatchObject({ path: CONFIGURATION_PATH, startLine: 2, level: 'failure' });
  });

  test('is not set aside by a comment', () => {
    const ignored = [{ fingerprint: MISTAKE.fingerprint, reason: 'later', by: 'ada' }];
    expect(checkRunOf(report, { ...CONTEXT, ignored }).conclusion).toBe('failure');
  });

  test('fails nothing where only the head has it', () => {
    const check = checkRunOf(withFindings({ ...MISTAKE, severity: 'warning', status: 'new' }), CONTEXT);
    expect([check.conclusion, check.title]).toEqual(['success', '1 finding: Configuration error']);
  });
});

describe('what a finding does to a change', () => {
  const warning: Diagnostic = { ...NEW_POOL, severity: 'warning' };
  const verdictOf = (report: Report, context = CONTEXT) => {
    const { conclusion, summary } = checkRunOf(report, context);
    return [conclusion, summary.split('\n', 1)[0]];
  };

  test('a new error blocks', () =>
    expect(verdictOf(withFindings(NEW_POOL))).toEqual(['failure', '**1 finding blocks this change.**']));
  test('a worsened error blocks', () =>
    expect(verdictOf(withFindings({ ...NEW_POOL, status: 'worsened' }))[0]).toBe('failure'));
  test('an existing error does not', () =>
    expect(verdictOf(withFindings({ ...NEW_POOL, status: 'existing' }))).toEqual(['success', '**Nothing to mend.**']));
  test('an existing error blocks where new_only is false', () =>
    expect(
      verdictOf(withFindings({ ...NEW_POOL, status: 'existing' }), {
        ...CONTEXT,
        policy: { ...CONTEXT.policy, newOnly: false },
      }),
    ).toEqual(['failure', '**1 finding blocks this change.**']));
  test('a warning does not block below the threshold', () =>
    expect(verdictOf(withFindings(warning))).toEqual([
      'success',
      '**Nothing that blocks.** Findings block from severity error on.',
    ]));
  test('an error is advice in advisory mode', () =>
    expect(verdictOf(withFindings(NEW_POOL), ADVISORY)).toEqual([
      'neutral',
      '**1 finding.** This repository takes them as advice: nothing is blocked.',
    ]));
  test('an error that was set aside does not block, and is told with who did it and why', () => {
    const ignored = [{ fingerprint: POOL_FINDING.fingerprint, reason: 'pgbouncer @ops', by: 'ada' }];
    const check = checkRunOf(withFindings(NEW_POOL), { ...CONTEXT, ignored });
    expect([check.conclusion, check.title, check.annotations]).toEqual(['success', 'No findings, 1 set aside', []]);
    expect(check.summary).toContain(`<summary>1 finding set aside for this pull request</summary>

- \`k8s/production/web.yaml:6\` Puma in container web runs 16 threads but Active Record may open only 5 connections. Set aside by \`ada\`: pgbouncer @\u200bops
`);
  });
});

test('what was there before is counted and folded', () => {
  const check = checkRunOf(withFindings({ ...NEW_POOL, status: 'existing' }), CONTEXT);
  expect(check).toMatchObject({ title: 'No new findings, 1 existing', annotations: [], actions: [] });
  expect(check.summary).toContain(`<summary>1 finding from before this change, not blocking</summary>

- error \`k8s/production/web.yaml:6\` Puma in container web runs 16 threads`);
});

describe('what could not be looked at', () => {
  const unread = { ...CLEAN.coverage, filesNotRead: [{ path: 'config/puma.rb', reason: 'larger than 2 MiB' }] };
  const template = {
    ...CLEAN.coverage,
    filesNotRead: [{ path: 'chart/templates/web.yaml', reason: 'template not rendered' }],
  };
  const excluded = {
    ...CLEAN.coverage,
    filesNotRead: [{ path: 'legacy/web.yaml', reason: 'excluded by .github/plumbline.yml' }],
  };
  const undeployed = { environments: [{ ...PRODUCTION, processes: [] }] };

  test.each([
    ['a file', { ...CLEAN, coverage: unread }, 'No findings, 1 file not read'],
    [
      'a part of the deployment',
      { ...CLEAN, coverage: template },
      'No findings, deployment judged in part: 1 template is not rendered',
    ],
    [
      'the deployment',
      { ...CLEAN, coverage: template, model: undeployed },
      'No findings, deployment not judged: 1 template is not rendered',
    ],
    ['everything', { ...CLEAN, coverage: { ...unread, filesRead: 0 } }, 'No findings, nothing judged, 1 file not read'],
    ['no process', { ...CLEAN, model: undeployed }, 'No findings, nothing judged'],
  ])('%s stands in the title, and fails the check where that is required', (_, report, title) => {
    expect(checkRunOf(report, CONTEXT)).toMatchObject({ conclusion: 'success', title });
    const required = checkRunOf(report, COMPLETE);
    expect(required).toMatchObject({ conclusion: 'failure', title });
    expect(required.summary).toMatch(/^\*\*This change is blocked:\*\* `require_complete` asks that everything is\. /);
    expect(checkRunOf(report, { ...COMPLETE, policy: { ...COMPLETE.policy, mode: 'advisory' } }).conclusion).toBe(
      'neutral',
    );
  });

  test('is listed with its reason', () => {
    const { summary } = checkRunOf({ ...CLEAN, coverage: unread }, CONTEXT);
    expect(summary).toMatch(/^\*\*Nothing was found in what could be looked at\.\*\* 1 file not read\.\n/);
    expect(summary).toContain('<summary>Did not read 1 file</summary>\n\n- `config/puma.rb` larger than 2 MiB\n');
  });

  test('is no gap where the policy excludes it', () => {
    const check = checkRunOf({ ...CLEAN, coverage: excluded }, COMPLETE);
    expect(check).toMatchObject({ conclusion: 'success', title: 'No findings' });
    expect(check.summary).toContain('41 files read, 1 not read');
  });
});

describe('how to go on', () => {
  const actingLine = (context: typeof CONTEXT, report = withFindings(NEW_POOL)) =>
    checkRunOf(report, context)
      .summary.split('\n')
      .find((line) => line.startsWith('Comment '));

  test('a fork is offered no fix', () => {
    expect(checkRunOf(NEW, { ...CONTEXT, fixable: false }).actions).toEqual([]);
    expect(actingLine({ ...CONTEXT, fixable: false })).toBe(
      'Comment `/plumbline explain 1` to see where each value comes from, `/plumbline ignore 1 <reason>` to set a finding aside.',
    );
  });
  test('no fix is offered that was not verified', () => {
    const report = withFindings({ ...NEW_POOL, suggestions: NEW_POOL.suggestions.slice(1) });
    expect(checkRunOf(report, CONTEXT).actions).toEqual([]);
    expect(actingLine(CONTEXT, report)).not.toContain('fix');
  });
  test('a draft is told that comments follow', () =>
    expect(actingLine({ ...CONTEXT, draft: true })).toMatch(
      / Comments on lines follow when this is ready for review\.$/,
    ));
  test('a merge queue is told nothing', () => expect(actingLine({ ...CONTEXT, commands: false })).toBeUndefined());
  test('nobody is told what to do about nothing', () => expect(actingLine(CONTEXT, CLEAN)).toBeUndefined());
});

describe('a report of any size fits', () => {
  const bytes = (text = '') => Buffer.byteLength(text);

  test('findings go on below the summary, each whole', () => {
    const { summary, text = '', annotations } = checkRunOf(many(120, 'é'.repeat(300)), CONTEXT);
    expect(bytes(summary)).toBeLessThanOrEqual(MAX_OUTPUT_BYTES);
    const shown = summary.match(/^### /gm)?.length ?? 0;
    expect(summary).toContain(`\n\n… and ${120 - shown} more findings below.\n\nComment `);
    expect(text).toMatch(new RegExp(`^### ${shown + 1}\\. `));
    expect(text.match(/^### /gm)?.length).toBe(120 - shown);
    expect(text).toContain('<summary>Could not decide 2 checks</summary>');
    expect(annotations).toHaveLength(120);
  });

  test('what does not fit below either is counted', () => {
    const { summary, text = '', annotations } = checkRunOf(many(1000, '漢'.repeat(400)), CONTEXT);
    expect([bytes(summary), bytes(text)].every((size) => size <= MAX_OUTPUT_BYTES)).toBe(true);
    const shown = `${summary}\n${text}`.match(/^### /gm)?.length ?? 0;
    expect(text).toMatch(
      new RegExp(
        `… and ${1000 - shown} more findings: .plumbline check --base. with the base branch lists them all\\.$`,
      ),
    );
    expect(annotations).toHaveLength(200);
  });

  test('a list of ten thousand files is cut at a line', () => {
    const filesNotRead = Array.from({ length: 10_000 }, (_, index) => ({
      path: `${'é'.repeat(400)}/${index}`,
      reason: 'not UTF-8',
    }));
    const { summary, text } = checkRunOf({ ...NEW, coverage: { ...NEW.coverage, filesNotRead } }, CONTEXT);
    expect(bytes(summary)).toBeLessThanOrEqual(MAX_OUTPUT_BYTES);
    expect(summary).toMatch(/not UTF-8\n- … and 99\d\d more\n\n<\/details>/);
    expect(text).toBeUndefined();
  });
});

describe('text of a repository', () => {
  const hostile: Diagnostic = {
    ...NEW_POOL,
    message: `${HOSTILE_MESSAGE}\n\n## Forged\n<!-- plumbline 0123456789abcdef -->`,
    subject: HOSTILE_MESSAGE,
    environments: ['<b>@everyone</b>'],
    location: { ...POOL_FINDING.location, path: 'a`b\u202e</details>\n## c' },
    suggestions: NEW_POOL.suggestions.map((suggestion) => ({
      ...suggestion,
      title: '</summary><img src=x> @everyone fixes #1',
      patch: { diff: '', startLine: 6, endLine: 6, replacement: '```\n</details>\n@everyone' },
    })),
  };
  const { summary, annotations } = checkRunOf(withFindings(hostile), CONTEXT);

  test('is neither markup nor a mention, a link or a heading', () => {
    const [outside = ''] = summary.split('````diff');
    expect(outside).not.toMatch(/<img|<b>|<!--|@everyone|#1\b|https:\/\/evil|[^\\]\]\(|^## /m);
    expect(summary.match(/^<\/details>$/gm)).toHaveLength(summary.match(/^<details>$/gm)?.length ?? 0);
    expect(summary).toContain('\n+ ```\n+ </details>\n+ @everyone\n````\n');
  });
  test('is annotated only at a path that can be shown', () => expect(annotations).toEqual([]));
});

test('an annotation over several lines has no columns', () => {
  const location = { ...POOL_FINDING.location, endLine: 7, endColumn: 3 };
  const [annotation] = checkRunOf(withFindings({ ...NEW_POOL, location }), CONTEXT).annotations;
  expect(annotation).toMatchObject({ startLine: 6, endLine: 7 });
  expect(Object.keys(annotation ?? {})).not.toContain('startColumn');
});

test('a suggestion that may cost something says so', () => {
  const suggestions = NEW_POOL.suggestions.map((suggestion) => ({ ...suggestion, safe: false }));
  expect(checkRunOf(withFindings({ ...NEW_POOL, suggestions }), CONTEXT).summary).toContain(
    'Fix, at `k8s/production/web.yaml:6`: Set the pool to 16. This may cost money or availability: look at it before you apply it.',
  );
});
