import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import { AnalysisFailure, type Analyst, type MissingContent } from '../../src/analyst/analyst.js';
import { forkedChildren } from '../../src/analyst/child-process.js';
import { type AnalystOptions, startAnalyst } from '../../src/analyst/start-analyst.js';
import { bundledChild, removeBundledChild } from './bundled-child.js';
import { Commits } from './commits.js';
import { MemoryFacts } from './memory-facts.js';
import { removeScripts, scriptedChild } from './scripted-child.js';
import { reviewOf, shopChange } from './shop-change.js';

const commits = new Commits();
const change = shopChange(commits);
const review = reviewOf(change);
const question = { repository: 1, trees: [change.head, change.base] };

/** In the words of a scripted child: an answer to `missing` that names these paths. */
const NAME_PATHS = `const name = (paths) => {
  send({ kind: 'outcome', id, outcome: paths.map((path) => ({ id: '', path, size: 0 })) });
  send({ kind: 'done', id });
};`;

let analyst: Analyst;
const restarts: string[] = [];

afterEach(async () => {
  await analyst.close();
  removeScripts();
  restarts.length = 0;
});

afterAll(removeBundledChild);

function start(entry: string, options: Partial<AnalystOptions> & { readonly memoryMb?: number } = {}): void {
  analyst = startAnalyst({
    facts: new MemoryFacts(),
    startChild: forkedChildren(options.memoryMb ?? 256, entry),
    restarted: (reason) => restarts.push(reason),
    ...options,
  });
}

function script(answer: string, options: Partial<AnalystOptions> = {}): void {
  start(scriptedChild(NAME_PATHS + answer), options);
}

async function paths(
  asked: Promise<readonly MissingContent[]> = analyst.missing(question),
): Promise<readonly string[]> {
  return (await asked).map(({ path }) => path);
}

test('a change is reviewed, fixed and explained in a process of its own', async () => {
  start(bundledChild());
  expect(await analyst.missing(question)).toHaveLength(5);
  expect((await analyst.review(review, commits.texts)).check.conclusion).toBe('failure');
  const fix = await analyst.fix({ ...change, findings: 'all', written: [] }, commits.texts);
  expect(fix.ok && [...fix.files.keys()]).toEqual(['k8s/production/web.yaml']);
  expect(await analyst.explain({ ...change, finding: 1, written: [], assisted: true }, commits.texts)).toMatchObject({
    ok: true,
  });
  expect(restarts).toEqual([]);
});

describe('the process', () => {
  test('has no environment, and reads no files but those of the program', async () => {
    script(`
      const read = (path) => { try { readFileSync(path); return 'read'; } catch (error) { return error.code; } };
      name([...Object.keys(process.env), read('/etc/passwd'), read('/proc/self/environ'), read(process.cwd() + '/child.mjs')]);
    `);
    expect(await paths()).toEqual(['ERR_ACCESS_DENIED', 'ERR_ACCESS_DENIED', 'read']);
  });

  test('is stopped when it takes too long, and the next request finds a fresh one', async () => {
    script(`if (request.method === 'review') for (;;); name([String(process.pid)]);`, { timeoutMs: 1000 });
    const before = await paths();
    await expect(analyst.review(review, commits.texts)).rejects.toEqual(
      new AnalysisFailure('The analysis took longer than 1 seconds.'),
    );
    expect(await paths()).not.toEqual(before);
    expect(restarts).toEqual(['The analysis took longer than 1 seconds.']);
  });

  test('is not stopped for the time that it waits for contents', async () => {
    script(
      `globalThis.answered = () => name(['waited']);
       send({ kind: 'question', id, question: 0, asked: { about: 'facts', contents: [] } });`,
      {
        timeoutMs: 1000,
        facts: {
          load: () => new Promise((resolve) => setTimeout(() => resolve([]), 1400)),
          save: async () => {},
        },
      },
    );
    expect(await paths()).toEqual(['waited']);
  });

  test.each([
    ['ends', 'process.exit(3)', /^The process of the analysis ended unexpectedly \(3\)\.$/],
    [
      'is killed',
      `process.kill(process.pid, 'SIGKILL')`,
      /^The process of the analysis ended unexpectedly \(SIGKILL\)\.$/,
    ],
    [
      'needs too much memory',
      'const hoard = []; for (;;) hoard.push(Array.from({ length: 100_000 }, Math.random))',
      /^The analysis needed more than 32 MB of memory\.$/,
    ],
    [
      'says something that makes no sense',
      `send({ kind: 'command', run: 'rm' })`,
      /^The process of the analysis said something that makes no sense\.$/,
    ],
  ])('that %s fails its request alone', async (_, body, reason) => {
    start(scriptedChild(`${NAME_PATHS} if (request.method === 'review') { ${body} } else name([]);`), { memoryMb: 32 });
    const failed = analyst.review(review, commits.texts);
    const next = paths();
    await expect(failed).rejects.toThrow(reason);
    await expect(failed).rejects.toBeInstanceOf(AnalysisFailure);
    expect(await next).toEqual([]);
    expect(restarts).toEqual([expect.stringMatching(reason)]);
  });

  test('that cannot be started fails each request with the reason', async () => {
    start('node_modules/no-such-program.mjs');
    await expect(analyst.missing(question)).rejects.toThrow('The process of the analysis ended unexpectedly (1).');
    await expect(analyst.missing(question)).rejects.toThrow('The process of the analysis ended unexpectedly (1).');
  });

  test('works on one request at a time', async () => {
    script(`
      globalThis.busy = (globalThis.busy ?? 0) + 1;
      setTimeout(() => { name([String(globalThis.busy)]); globalThis.busy -= 1; }, 20);
    `);
    expect(await Promise.all([paths(), paths(), paths()])).toEqual([['1'], ['1'], ['1']]);
  });

  test('is the same for all requests about one repository', async () => {
    script('name([String(process.pid)]);', { children: 2 });
    const [one, two, again] = await Promise.all(
      [1, 2, 1].map((repository) => paths(analyst.missing({ ...question, repository }))),
    );
    expect(one).toEqual(again);
    expect(one).not.toEqual(two);
  });
});

describe('what the process says is not believed', () => {
  const REVIEW = `check: { conclusion: 'success', title: '', summary: '', annotations: [], actions: [] }, findings: []`;
  const THREAD = `{ id: 'PRRT_other', commentId: '', commentNumber: 1, body: '', path: '', resolved: false, resolvedByOther: false, viewerCanResolve: true, answered: false }`;

  test.each([
    ['of another shape', `{ check: {} }`, 'The analysis gave an outcome that makes no sense.'],
    [
      "about other people's conversations",
      `{ ${REVIEW}, plan: { resolve: [${THREAD}], rewrite: [] } }`,
      'The analysis named conversations that it was not told of.',
    ],
  ])('when it is an outcome %s', async (_, outcome, reason) => {
    script(`send({ kind: 'outcome', id, outcome: ${outcome} }); send({ kind: 'done', id });`);
    await expect(analyst.review(review, commits.texts)).rejects.toThrow(reason);
  });

  test.each(['.github/workflows/ci.yml', '.github/plumbline.yml', '../escape', 'new-file.yml'])(
    'when it wants to change %s',
    async (path) => {
      const files = JSON.stringify([[path, '']]);
      script(`send({ kind: 'outcome', id, outcome: { ok: true, files: ${files}, titles: [], left: [] } });
              send({ kind: 'done', id });`);
      const head = commits.commit({
        '.github/workflows/ci.yml': 'on: push\n',
        '.github/plumbline.yml': 'version: 1\n',
      });
      await expect(analyst.fix({ ...change, head, findings: 'all', written: [] }, commits.texts)).rejects.toThrow(
        'The analysis wanted to change files that it must not change.',
      );
    },
  );

  test('when it asks for contents and commits of others', async () => {
    const asked: string[] = [];
    const own = change.head.entries[0]?.id ?? '';
    script(`
      globalThis.answered = () => send({ kind: 'question', id, question: 1, asked: { about: 'tree', commit: 'f00' } });
      send({ kind: 'question', id, question: 0, asked: { about: 'texts', ids: ['${own}', 'secret'] } });
    `);
    const reviewed = analyst.review(review, async (ids) => {
      asked.push(...ids);
      return new Map();
    });
    await expect(reviewed).rejects.toThrow('The analysis asked for a commit of another change.');
    expect(asked).toEqual([own]);
  });
});

test('what keeps contents away is why a request fails, and the next one works', async () => {
  start(bundledChild());
  const outage = new Error('GitHub is down');
  await expect(analyst.review(review, () => Promise.reject(outage))).rejects.toBe(outage);
  expect((await analyst.review(review, commits.texts)).check.conclusion).toBe('failure');
});

test('a store that takes nothing fails no review', async () => {
  const problems: unknown[] = [];
  const full = new Error('disk full');
  start(bundledChild(), {
    facts: { load: async () => [], save: () => Promise.reject(full) },
    factsNotSaved: (error) => problems.push(error),
  });
  expect((await analyst.review(review, commits.texts)).check.conclusion).toBe('failure');
  await analyst.close();
  expect(problems).toEqual([full]);
});

test('what is not done when the analyst is closed is no failure of the analysis', async () => {
  script('for (;;);');
  const [running, waiting] = [analyst.missing(question), analyst.missing(question)];
  const ends = Promise.allSettled([running, waiting]);
  await analyst.close();
  expect(await ends).toEqual([
    { status: 'rejected', reason: new Error('the analyst was closed') },
    { status: 'rejected', reason: new Error('the analyst was closed') },
  ]);
  await expect(running).rejects.not.toBeInstanceOf(AnalysisFailure);
});
