import { describe, expect, test } from '@jest/globals';
import type { Diagnostic } from '../../../src/policy/diagnostic.js';
import { fingerprintOf } from '../../../src/policy/fingerprint.js';
import { Source } from '../../../src/syntax/source.js';
import { HOSTILE_MESSAGE, WEB_YAML } from '../example-report.js';
import { begun, DRAIN, FILES, POOL, plan, reportOf, SIDEKIQ } from './example-review.js';

const NOTHING = { resolve: [], rewrite: [] };

function bodies(planned: ReturnType<typeof plan>): readonly string[] {
  return planned.review?.comments.map(({ body }) => body) ?? [];
}

describe('a new finding', () => {
  test('is told on the lines that its edit replaces, with the edit to commit', () => {
    expect(plan(reportOf(POOL))).toEqual({
      ...NOTHING,
      review: {
        body: '',
        comments: [
          {
            path: 'k8s/production/web.yaml',
            line: 6,
            body: `**Error: Connection pool smaller than the threads that share it**

Puma in container web runs 16 threads but Active Record may open only 5 connections.

<sub>Finding 1 · production · Deployment/shop/web · \`db-pool-below-process-threads\`</sub>

Set the pool to 16.

\`\`\`suggestion
  DB_POOL: "16"
\`\`\`

<!-- plumbline 0123456789abcdef/ab8e18ef replaces:cb80323941de2ffc -->`,
          },
        ],
      },
    });
  });

  test('is told where it stands when its edit lies outside the diff', () => {
    const patch = { diff: '', startLine: 3, endLine: 3, replacement: '  pool: 16' };
    const edit = { path: 'config/database.yml', start: 0, end: 0, newText: '16' };
    const elsewhere = { ...POOL, suggestions: [{ title: 'Set the pool to 16.', edit, safe: true, patch }] };
    expect(plan(reportOf(elsewhere)).review?.comments).toEqual([
      {
        path: 'k8s/production/web.yaml',
        line: 6,
        body: `**Error: Connection pool smaller than the threads that share it**

Puma in container web runs 16 threads but Active Record may open only 5 connections.

<sub>Finding 1 · production · Deployment/shop/web · \`db-pool-below-process-threads\`</sub>

Fix, at \`config/database.yml:3\`: Set the pool to 16.

\`\`\`diff
-   pool: <%= ENV.fetch("DB_POOL", 5) %>
+   pool: 16
\`\`\`

\`/plumbline fix 1\` commits it, as does the button of the check run.

<!-- plumbline 0123456789abcdef/ab8e18ef -->`,
      },
    ]);
    expect(bodies(plan(reportOf(elsewhere), { fixable: false })).join()).not.toContain('/plumbline fix');
  });

  test('is left to the check run where the diff shows neither', () => {
    expect(plan(reportOf(POOL), { files: [] })).toEqual(NOTHING);
    expect(plan(reportOf(POOL), { files: [{ path: 'k8s/production/web.yaml' }] })).toEqual(NOTHING);
  });

  test('is told on a draft once that is ready', () => expect(plan(reportOf(POOL), { draft: true })).toEqual(NOTHING));
  test('is told when an existing one got worse', () =>
    expect(bodies(plan(reportOf({ ...POOL, status: 'worsened' })))[0]).toMatch(/^\*\*Error, worse than before: /));
  test('is not told when it was there before', () =>
    expect(plan(reportOf({ ...POOL, status: 'existing' }))).toEqual(NOTHING));
  test('is not told when somebody set it aside', () => {
    const ignored = [{ fingerprint: POOL.fingerprint, reason: 'pgbouncer', by: 'ada' }];
    expect(plan(reportOf(POOL), { ignored })).toEqual(NOTHING);
  });
});

test('findings that one edit mends are one comment', () => {
  const [comment, ...others] = plan(reportOf(POOL, SIDEKIQ)).review?.comments ?? [];
  expect(others).toEqual([]);
  expect(comment?.body).toMatch(
    /^\*\*Error: Connection pool .*\n\n\*\*Warning: sidekiq-pool-below-concurrency\*\*\n.*```suggestion\n {2}DB_POOL: "16"\n```\n\n<!-- plumbline 0123456789abcdef\/ab8e18ef aaaaaaaaaaaaaaaa\/ab8e18ef replaces:[0-9a-f]{16} -->$/s,
  );
});

describe('the number of comments', () => {
  const fingerprints = Array.from({ length: 30 }, (_, index) => String(index).padStart(16, '0'));
  const many = reportOf(...fingerprints.map((fingerprint, index) => ({ ...DRAIN, fingerprint, margin: 30 - index })));

  test('is limited, most severe first, and the rest counted', () => {
    const { review } = plan(many);
    expect(review?.comments).toHaveLength(20);
    expect(review?.comments[0]?.body).toContain('<!-- plumbline 0000000000000000/');
    expect(review?.body).toBe("10 more findings are in the check run's list.");
  });

  test('is limited for all pushes together', () => {
    const first = plan(many);
    expect(plan(many, { threads: begun(first) })).toEqual(NOTHING);
    const closed = begun(first, { resolved: true, resolvedByOther: true });
    expect(plan(many, { threads: closed })).toEqual(NOTHING);
  });

  test('may be none', () => expect(plan(many, { maxComments: 0 })).toEqual(NOTHING));
});

describe('the same push again, or one without a relevant change', () => {
  test('says nothing', () => {
    const report = reportOf(POOL, SIDEKIQ, DRAIN);
    expect(plan(report, { threads: begun(plan(report)) })).toEqual(NOTHING);
  });
  test('says nothing in a conversation that others answered', () => {
    const threads = begun(plan(reportOf(POOL)), { answered: true });
    expect(plan(reportOf(POOL), { threads })).toEqual(NOTHING);
  });
});

describe('a finding that is gone', () => {
  const [thread, ...none] = begun(plan(reportOf(POOL)));
  const threads = thread === undefined ? none : [thread];

  test('has its conversation resolved', () =>
    expect(plan(reportOf(), { threads })).toEqual({ resolve: threads, rewrite: [] }));
  test('has its conversation resolved on a draft too', () =>
    expect(plan(reportOf(), { threads, draft: true }).resolve).toEqual(threads));

  const stuck = begun(plan(reportOf(POOL)), { viewerCanResolve: false });
  const fixed = '**Fixed.** What was found here is gone.\n\n<!-- plumbline 0123456789abcdef/ab8e18ef replaces:';

  test('is said to be fixed where the conversation cannot be resolved, once', () => {
    const { rewrite, resolve } = plan(reportOf(), { threads: stuck });
    expect(resolve).toEqual([]);
    expect(rewrite.map(({ body }) => body)).toEqual([expect.stringContaining(fixed)]);
    const [{ body } = { body: '' }] = rewrite;
    expect(plan(reportOf(), { threads: stuck.map((one) => ({ ...one, body })) })).toEqual(NOTHING);
    // It comes back.
    const [original] = bodies(plan(reportOf(POOL)));
    const again = plan(reportOf(POOL), { threads: stuck.map((one) => ({ ...one, body })) });
    expect(again.review).toBeUndefined();
    expect(again.rewrite.map((one) => one.body)).toEqual([original]);
  });

  test('is said to be set aside where a person did that', () => {
    const ignored = [{ fingerprint: POOL.fingerprint, reason: 'pgbouncer', by: 'ada' }];
    expect(plan(reportOf(POOL), { threads: stuck, ignored }).rewrite[0]?.body).toMatch(/^\*\*Set aside\.\*\* /);
    expect(plan(reportOf(POOL), { threads, ignored }).resolve).toEqual(threads);
  });

  test('is left alone where a person resolved its conversation', () => {
    const closed = begun(plan(reportOf(POOL)), { resolved: true, resolvedByOther: true });
    expect(plan(reportOf(), { threads: closed })).toEqual(NOTHING);
  });

  test('is told anew when it comes back after Plumbline resolved its conversation', () => {
    const resolved = threads.map((one) => ({ ...one, resolved: true }));
    expect(plan(reportOf(POOL), { threads: resolved }).review?.comments).toHaveLength(1);
  });
});

describe('a finding of which nobody knows whether it is gone', () => {
  const threads = begun(plan(reportOf(DRAIN)));
  test('keeps its conversation while its rule is undecided', () => {
    const { ruleId, subject, environments } = DRAIN;
    const named = { ...DRAIN, fingerprint: fingerprintOf(ruleId, subject) };
    const undecided = [{ ruleId, subject, environments, reason: 'not-computable' as const, missing: [] }];
    expect(plan({ ...reportOf(), undecided }, { threads: begun(plan(reportOf(named))) })).toEqual(NOTHING);
  });
  test('keeps its conversation while its file is not read', () => {
    const coverage = { ...reportOf().coverage, filesNotRead: [{ path: WEB_YAML.path, reason: 'larger than 2 MiB' }] };
    expect(plan({ ...reportOf(), coverage }, { threads })).toEqual(NOTHING);
  });
  test('keeps its conversation while its file cannot be parsed', () => {
    const broken: Diagnostic = { ...DRAIN, ruleId: 'file-not-parsed', status: 'existing', environments: [] };
    expect(plan(reportOf({ ...broken, fingerprint: 'cccccccccccccccc' }), { threads })).toEqual(NOTHING);
  });
});

describe('a person who resolved a conversation', () => {
  const threads = begun(plan(reportOf(POOL)), { resolved: true, resolvedByOther: true });
  test('is not contradicted while the finding is there', () =>
    expect(plan(reportOf(POOL), { threads })).toEqual(NOTHING));
  test('is not told in other words when it got worse', () =>
    expect(plan(reportOf({ ...POOL, status: 'worsened', message: 'Worse.' }), { threads })).toEqual(NOTHING));
  test('is told what else is new', () => {
    const planned = plan(reportOf(POOL, SIDEKIQ), { threads });
    expect(bodies(planned)).toEqual([expect.stringContaining('<!-- plumbline aaaaaaaaaaaaaaaa/ab8e18ef ')]);
  });
});

describe('a conversation that goes on', () => {
  const threads = begun(plan(reportOf(POOL)));

  test('is rewritten when the numbers are others', () => {
    const worse = { ...POOL, message: 'Puma in container web runs 32 threads.' };
    const { rewrite, review } = plan(reportOf(worse), { threads });
    expect(review).toBeUndefined();
    expect(rewrite.map(({ body }) => body)).toEqual(bodies(plan(reportOf(worse))));
  });

  test('takes in what the same edit mends', () => {
    const { rewrite, review } = plan(reportOf(POOL, SIDEKIQ), { threads });
    expect(review).toBeUndefined();
    expect(rewrite.map(({ body }) => body)).toEqual(bodies(plan(reportOf(POOL, SIDEKIQ))));
  });

  test('lets go of what is gone', () => {
    const both = begun(plan(reportOf(POOL, SIDEKIQ)));
    expect(plan(reportOf(POOL), { threads: both }).rewrite.map(({ body }) => body)).toEqual(
      bodies(plan(reportOf(POOL))),
    );
  });

  test('offers nothing to commit once its lines are others than those it was made for', () => {
    const changed = new Source(WEB_YAML.path, WEB_YAML.text.replace('"5"', '"6"'));
    const report = { ...reportOf(POOL), sources: new Map([[changed.path, changed]]) };
    const [rewritten] = plan(report, { threads }).rewrite;
    expect(rewritten?.body).toContain('```diff\n-   DB_POOL: "6"\n+   DB_POOL: "16"\n```');
    expect(rewritten?.body).not.toContain('```suggestion');
  });

  test('offers nothing to commit where it did not begin on the lines of the edit', () => {
    const unmended = begun(plan(reportOf({ ...POOL, suggestions: [] })));
    const [rewritten] = plan(reportOf(POOL), { threads: unmended }).rewrite;
    expect(rewritten?.body).toContain('```diff\n');
    expect(rewritten?.body).not.toContain('```suggestion');
  });

  test('is resolved once the finding is as it was before the change', () =>
    expect(plan(reportOf({ ...POOL, status: 'existing', message: 'Other.' }), { threads })).toEqual({
      resolve: threads,
      rewrite: [],
    }));

  test('says so where it cannot be resolved', () => {
    const stuck = threads.map((one) => ({ ...one, viewerCanResolve: false }));
    const { resolve, rewrite } = plan(reportOf({ ...POOL, status: 'existing' }), { threads: stuck });
    expect([resolve, rewrite.map(({ body }) => body.split('\n')[0])]).toEqual([
      [],
      ['**As before.** What was found here is in the base branch too, and this change makes it no worse.'],
    ]);
  });

  test('is one: a second about the same is resolved', () => {
    const [first] = threads;
    const twice = first === undefined ? [] : [first, { ...first, id: 'PRRT_twin' }];
    expect(plan(reportOf(POOL), { threads: twice })).toEqual({ resolve: twice.slice(1), rewrite: [] });
  });

  test('is not taken for one of an environment where the finding is another', () => {
    const staging = { ...POOL, environments: ['staging'] };
    const planned = plan(reportOf(staging), { threads });
    expect(planned.resolve).toEqual(threads);
    expect(planned.review?.comments).toHaveLength(1);
  });
});

describe('what a suggestion replaces', () => {
  /** The comment for an edit of the manifest's lines, where all of it is in the diff. */
  function suggested(text: string, startLine: number, endLine: number, replacement: string) {
    const source = new Source(WEB_YAML.path, text);
    const suggestions = POOL.suggestions.map((one) => ({
      ...one,
      patch: { diff: '', startLine, endLine, replacement },
    }));
    const report = { ...reportOf({ ...POOL, suggestions }), sources: new Map([[source.path, source]]) };
    const files = [{ path: WEB_YAML.path, patch: '@@ -0,0 +1,9 @@\n' }];
    const [comment] = plan(report, { files }).review?.comments ?? [];
    const block = /(?<fence>`{3,})suggestion\n(?<lines>.*?)\n\k<fence>\n/s.exec(comment?.body ?? '')?.groups?.lines;
    return { line: comment?.line, startLine: comment?.startLine, block };
  }

  test('are several lines, from the first to the last', () =>
    expect(suggested('a: 1\nb: 2\nc: 3\n', 1, 2, 'a: 3\nb: 4\n')).toEqual({
      line: 2,
      startLine: 1,
      block: 'a: 3\nb: 4\n',
    }));
  test('are indented as they were', () => expect(suggested('a:\n\t  b: 2\n', 2, 2, '\t  b: 3').block).toBe('\t  b: 3'));
  test('have the line breaks of the comment in a file with Windows line breaks', () =>
    expect(suggested('a: 1\r\nb: 2\r\n', 1, 2, 'a: 3\r\nb: 4').block).toBe('a: 3\nb: 4'));
  test('may become an empty line', () => expect(suggested('a: 1\nb: 2\n', 1, 1, '').block).toBe(''));
  test('may lack a line break at the end', () => expect(suggested('a: 1', 1, 1, 'a: 2').block).toBe('a: 2'));
  test('may hold a fence', () => expect(suggested('a: 1\n', 1, 1, '```\n# b\n```').block).toBe('```\n# b\n```'));

  test.each([
    ['lines of a Secret', 'kind: Secret\nstringData:\n  TOKEN: hunter2\n', 3, '  TOKEN: other'],
    ['a password', 'url: postgres://shop:hunter2@db/shop\n', 1, 'url: postgres://shop:hunter2@db/shop?pool=16'],
    ['text that is not what it looks like', 'a: 1\n', 1, 'a: \u202e1'],
  ])('are not shown as a block where they are %s', (_, text, line, replacement) =>
    expect(suggested(text, line, line, replacement).block).toBeUndefined(),
  );
});

describe('text of a repository in a comment', () => {
  const hostile: Diagnostic = {
    ...POOL,
    ruleId: 'own-rule',
    message: `${HOSTILE_MESSAGE}\n<!-- plumbline aaaaaaaaaaaaaaaa/ab8e18ef -->`,
    subject: '</sub><!-- plumbline aaaaaaaaaaaaaaaa -->',
    environments: ['--> @everyone `x`'],
    suggestions: POOL.suggestions.map((suggestion) => ({
      ...suggestion,
      title: '@everyone [click](javascript:x)',
      patch: { diff: '', startLine: 6, endLine: 6, replacement: '```\n<!-- plumbline aaaaaaaaaaaaaaaa -->' },
    })),
  };
  const planned = plan(reportOf(hostile));
  const [body = ''] = bodies(planned);

  test('is neither markup nor a mention nor a link', () => {
    const [outside = ''] = body.split('````suggestion');
    expect(outside).not.toMatch(/<img|<!--|@everyone|#1\b|https:\/\/evil|[^\\]\]\(|<\/sub>.*<\/sub>/);
  });
  test('forges no marker', () => {
    expect(body).toMatch(/\n<!-- plumbline 0123456789abcdef\/[0-9a-f]{8} replaces:[0-9a-f]{16} -->$/);
    expect(plan(reportOf(hostile), { threads: begun(planned) })).toEqual(NOTHING);
  });
  test('fits into a comment', () => {
    const long = {
      ...hostile,
      message: '@'.repeat(100_000),
      subject: '<'.repeat(100_000),
      environments: ['#'.repeat(9999)],
    };
    const many = Array.from({ length: 300 }, (_, index) => ({ ...long, fingerprint: String(index).padStart(16, '0') }));
    const [only, ...others] = bodies(plan(reportOf(...many)));
    expect(others).toEqual([]);
    expect(only?.length).toBeLessThan(65_536);
    expect(only).toContain("… and 295 more findings of the check run's list that one edit would mend.");
  });
});

test('a comment without a marker is none of the conversations', () => {
  const threads = begun(plan(reportOf(POOL))).map((thread) => ({ ...thread, body: 'Looks good.' }));
  expect(plan(reportOf(), { threads, files: FILES })).toEqual(NOTHING);
});
