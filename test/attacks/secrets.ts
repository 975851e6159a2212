import { expect } from '@jest/globals';
import type { FaultKind } from '../github/server/faults.js';
import type { PullRequest } from '../github/state/pull-request.js';
import type { Serving } from '../support/serving.js';
import { ownComments, traces, WEB } from '../support/shop-on-github.js';
import type { Attack, Target } from './attack.js';
import { saidAbout } from './harmless.js';

/** Where GitHub fails, and how. Together they are every kind of call of a review and of a command. */
const FAILURES: readonly (readonly [FaultKind, string, RegExp])[] = [
  ['500', 'GET', /\/compare\//],
  ['502', 'GET', /\/git\/trees\//],
  ['timeout', 'POST', /\/graphql$/],
  ['lost-response', 'POST', /\/check-runs$/],
  ['500', 'POST', /\/reviews$/],
];

/** To be made last: what is looked for is looked for in all that came before. */
export const secretAttacks: readonly Attack[] = [
  {
    name: 'failures of GitHub at every call, for errors that tell more than they should',
    resist: async ({ serving, shop }) => {
      serving.github.faults.holdMilliseconds = 100;
      for (const [kind, method, path] of FAILURES) serving.github.faults.once(kind, method, path);
      const pullRequest = await shop.pullRequest();
      serving.github.faults.clear();
      expect(traces(pullRequest)).toMatchObject({
        runs: [{ status: 'completed', conclusion: 'failure' }],
        threads: [{ path: WEB, outdated: false }],
        reviews: [{ author: 'plumbline[bot]' }],
      });
      expect(serving.kept.text()).toContain('An attempt failed and is repeated');
      expectNoSecret({ serving });
    },
  },
  {
    name: 'tokens and keys in the log, in metrics and in answers to deliveries',
    resist: async ({ serving, shop }) => {
      await shop.pullRequest();
      expectNoSecret({ serving });
      const metrics = await (await fetch(`${serving.url}/metrics`)).text();
      expect(secretsIn(metrics, serving)).toEqual([]);
      const answers = serving.github.deliveries.all.map(({ response }) => response).join('\n');
      expect(secretsIn(answers, serving)).toEqual([]);
    },
  },
  {
    name: 'texts of the repository, of comments and of titles in the log',
    resist: async ({ serving, shop }) => {
      const pullRequest = await shop.pullRequest(
        { 'config/secret.yml': 'token: wordofarepository\n' },
        { title: 'wordofatitle' },
      );
      pullRequest.comment('alice', '/plumbline wordofacomment');
      pullRequest.comment('alice', '/plumbline ignore 9 wordofareason');
      await serving.settled();
      expect(ownComments(pullRequest).length).toBe(1);
      expect(serving.kept.text()).toContain('Work is done');
      expect(serving.kept.text()).not.toMatch(/wordof|Connection pool|DB_POOL/);
    },
  },
];

/** Nowhere in the log, nor in anything that anybody was told on any pull request. */
export function expectNoSecret({ serving }: Pick<Target, 'serving'>): void {
  expect(secretsIn(serving.kept.text(), serving)).toEqual([]);
  for (const { pullRequests } of serving.github.world.repositories) {
    for (const each of pullRequests) expect(secretsIn(toldAbout(each), serving)).toEqual([]);
  }
}

function toldAbout(pullRequest: PullRequest): string {
  const { repository, heads } = pullRequest;
  const runs = heads.flatMap((head) => repository.checkRuns(head));
  const details = runs.map(({ title, externalId, annotations, actions, detailsUrl }) =>
    JSON.stringify({ title, externalId, annotations, actions, detailsUrl }),
  );
  return [...saidAbout(pullRequest), ...details].join('\n');
}

/** What of a text is a token or a key, or a part of one. */
function secretsIn(text: string, serving: Serving): readonly string[] {
  const key = serving.privateKey.split('\n').filter((line) => line.length > 40);
  const known = [serving.github.app().webhookSecret ?? '', ...key].filter((secret) => text.includes(secret));
  return [...known, ...(text.match(/gh[a-z]_[A-Za-z0-9_]{8,}|eyJ[\w-]{10,}\.[\w-]{10,}|PRIVATE KEY|Bearer /g) ?? [])];
}
