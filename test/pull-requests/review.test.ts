import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { COMMANDS_HELP } from '../../src/workflows/run-command.js';
import { Serving } from '../support/serving.js';
import {
  MORE_REPLICAS,
  ownComments,
  ShopOnGithub,
  TOO_MANY_THREADS,
  textOf,
  traces,
  WEB,
  webManifest,
} from '../support/shop-on-github.js';
import { COMMENT, EXPLAINED, EXPLANATIONS_OFF, REPLY, STOPPED } from './expected.js';

const CONFIGURATION = '.github/plumbline.yml';
const LIMIT = 60_000;

let serving: Serving;
let shop: ShopOnGithub;

beforeAll(async () => {
  serving = await Serving.start();
  shop = await ShopOnGithub.open(serving);
}, LIMIT);

afterAll(async () => {
  await serving.stop();
  expect(serving.github.violations).toEqual([]);
}, LIMIT);

/** What people are mailed about that Plumbline did. */
function mails(pullRequest: Parameters<typeof serving.github.notifications>[0]) {
  return serving.github.notifications(pullRequest).filter(({ author }) => author === 'plumbline[bot]');
}

test(
  'a change that breaks something is stopped once, hears nothing twice, and passes when it is mended',
  async () => {
    const pullRequest = await shop.pullRequest();
    const first = shop.check(pullRequest);
    const { conclusion, title, summary, annotations, actions } = first;
    expect({ conclusion, title, summary, annotations, actions }).toEqual(STOPPED);
    expect(pullRequest.reviews()).toEqual([
      { author: 'plumbline[bot]', body: EXPLANATIONS_OFF, state: 'COMMENTED', commit: pullRequest.headSha },
    ]);
    const [thread] = pullRequest.threads();
    expect(thread).toMatchObject({ path: WEB, line: 8, outdated: false });
    expect(thread?.comments.map(({ author, body }) => [author, body])).toEqual([['plumbline[bot]', COMMENT]]);
    expect(mails(pullRequest).length).toBe(1);

    await pullRequest.push({ files: { 'README.md': '# Shop\n' } });
    await serving.settled();
    expect(shop.check(pullRequest)).toMatchObject({ ...STOPPED, externalId: first.externalId });
    expect(pullRequest.threads()).toEqual([thread]);
    expect(mails(pullRequest).length).toBe(1);

    await pullRequest.push({ files: { [WEB]: webManifest(16, 16) } });
    await serving.settled();
    expect(shop.check(pullRequest)).toMatchObject({ conclusion: 'success', title: 'No findings' });
    expect(pullRequest.threads()).toMatchObject([{ resolvedBy: 'plumbline[bot]', comments: [{ edits: 0 }] }]);
    expect(mails(pullRequest).length).toBe(1);
  },
  LIMIT,
);

test(
  'a clean change gets a check run and not a word',
  async () => {
    const pullRequest = await shop.pullRequest(MORE_REPLICAS);
    expect(shop.check(pullRequest)).toMatchObject({ conclusion: 'success', title: 'No findings', annotations: [] });
    expect(traces(pullRequest)).toMatchObject({ threads: [], reviews: [], replies: [] });
    expect(mails(pullRequest)).toEqual([]);
  },
  LIMIT,
);

test(
  'what was there before is counted and blocks nobody',
  async () => {
    await shop.repository.push('legacy', { files: TOO_MANY_THREADS });
    const pullRequest = await shop.pullRequest({ 'README.md': '# Shop\n' }, { base: 'legacy' });
    expect(shop.check(pullRequest)).toMatchObject({ conclusion: 'success', title: 'No new findings, 1 existing' });
    expect(pullRequest.threads()).toEqual([]);
  },
  LIMIT,
);

test(
  'a draft gets its check run, and the comments when it is ready for review',
  async () => {
    const pullRequest = await shop.pullRequest(TOO_MANY_THREADS, { draft: true });
    expect(shop.check(pullRequest)).toMatchObject({
      conclusion: 'failure',
      summary: expect.stringContaining('Comments on lines follow when this is ready for review.'),
    });
    expect(pullRequest.threads()).toEqual([]);
    pullRequest.markReady();
    await serving.settled();
    expect(pullRequest.threads().length).toBe(1);
  },
  LIMIT,
);

test(
  'a fork gets check run and suggestion, and no button',
  async () => {
    await shop.repository.push('bob:feature', { files: TOO_MANY_THREADS }, { author: 'bob' });
    const pullRequest = await shop.repository.openPullRequest({ head: 'bob:feature', author: 'bob' });
    await serving.settled();
    expect(shop.check(pullRequest)).toMatchObject({ conclusion: 'failure', actions: [] });
    expect(textOf(shop.check(pullRequest))).not.toContain('/plumbline fix');
    expect(pullRequest.threads()[0]?.comments[0]?.body).toContain('```suggestion\n  DB_POOL: "16"\n```');
    shop.repository.rerequest(shop.check(pullRequest).id, 'alice');
    await serving.settled();
    expect(traces(pullRequest).runs.length).toBe(2);
    expect(mails(pullRequest).length).toBe(1);
  },
  LIMIT,
);

test(
  'a merge queue gets the same check run on what it is about to merge, and no comments',
  async () => {
    const harmful = await shop.pullRequest();
    const harmless = await shop.pullRequest({ 'README.md': '# Shop\n' });
    const heads = [await shop.repository.mergeGroup([harmful]), await shop.repository.mergeGroup([harmless])];
    await serving.settled();
    expect(
      heads.map((head) => shop.repository.checkRuns(head).map(({ name, conclusion }) => [name, conclusion])),
    ).toEqual([[['plumbline', 'failure']], [['plumbline', 'success']]]);
    expect(mails(harmful).length).toBe(1);
  },
  LIMIT,
);

test(
  'whoever asks for a re-run gets one, with the same words and no new comment',
  async () => {
    const pullRequest = await shop.pullRequest();
    shop.repository.rerequest(shop.check(pullRequest).id, 'rita');
    await serving.settled();
    shop.repository.rerequestSuites(pullRequest.headSha, 'rita');
    await serving.settled();
    const runs = shop.repository.checkRuns(pullRequest.headSha);
    expect(runs.map(({ conclusion }) => conclusion)).toEqual(['failure', 'failure', 'failure']);
    expect(new Set(runs.map(textOf)).size).toBe(1);
    expect(mails(pullRequest).length).toBe(1);
  },
  LIMIT,
);

test(
  'another base is another judgement',
  async () => {
    await shop.repository.push('lenient', { files: { [CONFIGURATION]: 'version: 1\nmode: advisory\n' } });
    const pullRequest = await shop.pullRequest();
    expect(shop.check(pullRequest).conclusion).toBe('failure');
    await pullRequest.changeBase('lenient');
    await serving.settled();
    expect(shop.check(pullRequest).conclusion).toBe('neutral');
    await pullRequest.changeBase('main');
    await serving.settled();
    expect(shop.check(pullRequest).conclusion).toBe('failure');
    expect(pullRequest.threads().length).toBe(1);
  },
  LIMIT,
);

test(
  'a conversation that a person resolved stays closed as long as its finding lives',
  async () => {
    const pullRequest = await shop.pullRequest();
    pullRequest.resolveThread('rita', pullRequest.threads()[0]?.id ?? '');
    await pullRequest.push({ files: { [WEB]: webManifest(20) } });
    await serving.settled();
    expect(shop.check(pullRequest).conclusion).toBe('failure');
    expect(pullRequest.threads()).toMatchObject([{ resolvedBy: 'rita', comments: [{ edits: 0 }] }]);
  },
  LIMIT,
);

test(
  'a push while another is reviewed: the newest commit has its check run, and nothing is said twice',
  async () => {
    const pullRequest = await shop.open(TOO_MANY_THREADS);
    for (const threads of [17, 18, 19]) await pullRequest.push({ files: { [WEB]: webManifest(threads) } });
    await serving.settled();
    const runs = shop.repository.checkRuns(pullRequest.headSha);
    expect(runs).toMatchObject([
      { conclusion: 'failure', annotations: [{ message: expect.stringContaining('19 threads') }] },
    ]);
    expect(pullRequest.threads().filter(({ resolvedBy }) => resolvedBy === undefined)).toMatchObject([
      { comments: [{ body: expect.stringContaining('19 threads') }] },
    ]);
    const unfinished = pullRequest.heads.flatMap((head) => shop.repository.checkRuns(head));
    expect(unfinished.filter(({ status }) => status !== 'completed')).toEqual([]);
  },
  LIMIT,
);

test(
  "what a repository does not say, its organisation's `.github` says, from the next push to it on",
  async () => {
    const files = { [CONFIGURATION]: 'version: 1\nmode: advisory\n' };
    const organisation = await serving.github.createRepository({ owner: 'delta', name: '.github', files });
    const silent = await ShopOnGithub.open(serving, { owner: 'delta', name: 'silent' });
    expect(silent.check(await silent.pullRequest()).conclusion).toBe('neutral');
    const own = { [CONFIGURATION]: 'version: 1\nmode: blocking\n' };
    const saying = await ShopOnGithub.open(serving, { owner: 'delta', name: 'saying', files: own });
    expect(saying.check(await saying.pullRequest()).conclusion).toBe('failure');
    await organisation.push('main', { files: own });
    await serving.settled();
    expect(silent.check(await silent.pullRequest()).conclusion).toBe('failure');
  },
  LIMIT,
);

test(
  'a mistake in the configuration of the base fails every check, with its line',
  async () => {
    await shop.repository.push('broken', { files: { [CONFIGURATION]: 'version: 1\nmode: gentle\n' } });
    const pullRequest = await shop.pullRequest({ 'README.md': '# Shop\n' }, { base: 'broken' });
    expect(shop.check(pullRequest)).toMatchObject({
      conclusion: 'failure',
      title: 'Configuration error in .github/plumbline.yml',
      annotations: [{ path: CONFIGURATION, start_line: 2, message: '`mode` must be `blocking` or `advisory`.' }],
    });
  },
  LIMIT,
);

test(
  'an uninstalled App forgets what it stored',
  async () => {
    const leaving = await ShopOnGithub.open(serving, { owner: 'epsilon' });
    const pullRequest = await leaving.pullRequest();
    await sleep(1000);
    pullRequest.comment('alice', '/plumbline ignore 1 it is fine');
    await serving.settled();
    expect(leaving.check(pullRequest).conclusion).toBe('success');
    const [installation] = leaving.repository.installations;
    if (installation === undefined) throw new Error('The App is installed nowhere');
    serving.github.uninstall(installation);
    await serving.settled();
    serving.github.install(serving.github.app(), 'epsilon');
    pullRequest.comment('alice', '/plumbline recheck');
    await serving.settled();
    expect(leaving.check(pullRequest).conclusion).toBe('failure');
  },
  LIMIT,
);

describe('a command of somebody who may write', () => {
  async function answerTo(...commands: readonly string[]) {
    const pullRequest = await shop.pullRequest();
    await sleep(1000);
    for (const command of commands) {
      pullRequest.comment('alice', command);
      await serving.settled();
    }
    return { pullRequest, answers: ownComments(pullRequest) };
  }

  test(
    'recheck: a new check run, and no answer',
    async () => {
      const { pullRequest, answers } = await answerTo('/plumbline recheck');
      expect(answers).toEqual([]);
      expect(traces(pullRequest).runs.map(({ conclusion }) => conclusion)).toEqual(['failure', 'failure']);
    },
    LIMIT,
  );

  test.each(['fix 1', 'fix all'])(
    '%s: one verified commit, and the check passes',
    async (command) => {
      const { pullRequest, answers } = await answerTo(`/plumbline ${command}`);
      const commit = await shop.repository.git.commitAt(pullRequest.headSha);
      expect(commit?.message.trim()).toBe('Set the pool to 16\n\nRequested-by: alice');
      expect(shop.repository.signed.has(pullRequest.headSha)).toBe(true);
      expect(answers).toEqual([
        `<!-- plumbline:reply -->\n\`/plumbline ${command}\` (\`alice\`)\n\nCommitted ${pullRequest.headSha.slice(0, 10)}:\n\n- Set the pool to 16.`,
      ]);
      expect(shop.check(pullRequest).conclusion).toBe('success');
      expect(pullRequest.threads()).toMatchObject([{ resolvedBy: 'plumbline[bot]' }]);
    },
    LIMIT,
  );

  test(
    'explain, then help and what nobody understands: one comment that is edited',
    async () => {
      const { pullRequest, answers } = await answerTo('/plumbline explain 1');
      expect(answers).toEqual([EXPLAINED]);
      pullRequest.comment('alice', '/plumbline help');
      await serving.settled();
      expect(ownComments(pullRequest)).toEqual([`${REPLY}\`/plumbline help\` (\`alice\`)\n\n${COMMANDS_HELP}`]);
      pullRequest.comment('alice', '/plumbline dance');
      await serving.settled();
      expect(ownComments(pullRequest)).toEqual([
        `${REPLY}\`/plumbline …\` (\`alice\`)\n\nThere is no such command.\n\n${COMMANDS_HELP}`,
      ]);
      expect(mails(pullRequest).length).toBe(2);
    },
    LIMIT,
  );

  test(
    'ignore: the check passes and keeps saying why, and the conversation is closed',
    async () => {
      const { pullRequest, answers } = await answerTo('/plumbline ignore 1 the pool is shared on purpose');
      expect(answers).toEqual([
        '<!-- plumbline:reply -->\n`/plumbline ignore 1` (`alice`)\n\nSet aside for this pull request: Connection pool smaller than the threads that share it',
      ]);
      expect(shop.check(pullRequest)).toMatchObject({
        conclusion: 'success',
        title: 'No findings, 1 set aside',
        summary: expect.stringContaining('Set aside by `alice`: the pool is shared on purpose'),
      });
      expect(pullRequest.threads()).toMatchObject([{ resolvedBy: 'plumbline[bot]' }]);
      const other = await shop.pullRequest();
      expect(shop.check(other).conclusion).toBe('failure');
    },
    LIMIT,
  );
});
