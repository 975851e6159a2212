import { expect } from '@jest/globals';
import type { PullRequest } from '../github/state/pull-request.js';
import {
  ownComments,
  type ShopOnGithub,
  TOO_MANY_THREADS,
  traces,
  WEB,
  webManifest,
} from '../support/shop-on-github.js';
import type { Attack, Target } from './attack.js';

export const commandAttacks: readonly Attack[] = [
  comment('a command by somebody who has nothing to do with the repository', 'mallory', '/plumbline fix all'),
  comment('a command by a collaborator who may only read', 'rita', '/plumbline ignore 1 it is fine'),
  comment('a command by a collaborator who may only triage', 'trish', '/plumbline fix all'),
  comment('a command by a bot that may write', 'helper[bot]', '/plumbline fix all'),
  comment("a command by Plumbline's own bot", 'plumbline[bot]', '/plumbline fix all'),
  comment('a command in a quotation', 'alice', '> /plumbline fix all\n\nDo not do that.'),
  comment('a command in a block of code', 'alice', '```\n/plumbline fix all\n```'),
  comment('a command in an indented block of code', 'alice', '    /plumbline fix all'),
  comment('a command in the middle of a sentence', 'alice', 'Try /plumbline fix all'),
  comment('a command below a text that hides it', 'alice', 'Thanks!\n\n\n\n/plumbline fix all'),
  comment('a command in an HTML comment', 'alice', '<!--\n/plumbline fix all\n-->'),
  {
    name: 'a command by the author of the pull request, who comes from a fork',
    resist: async ({ serving, shop }) => {
      await shop.repository.push('mallory:feature', { files: TOO_MANY_THREADS }, { author: 'mallory' });
      const pullRequest = await shop.repository.openPullRequest({ head: 'mallory:feature', author: 'mallory' });
      await serving.settled();
      await unheard(pullRequest, { serving, shop }, () => pullRequest.comment('mallory', '/plumbline ignore 1 no'));
      await heard(pullRequest, { serving, shop });
    },
  },
  {
    name: 'a command that an App writes in the name of a person',
    resist: async (target) => {
      const pullRequest = await pullRequestOf(target);
      const [author] = target.serving.github.world.apps;
      await unheard(pullRequest, target, () => {
        const account = target.serving.github.world.account('alice');
        pullRequest.conversation.comment({ account, ...(author && { app: author }) }, '/plumbline fix all');
      });
      await heard(pullRequest, target);
    },
  },
  {
    name: 'a command that is edited into a comment',
    resist: async (target) => {
      const pullRequest = await pullRequestOf(target);
      const { id } = pullRequest.comment('alice', 'Looks good');
      await unheard(pullRequest, target, () => pullRequest.editComment(id, '/plumbline fix all'));
      await heard(pullRequest, target);
    },
  },
  {
    name: 'a command that somebody else edits into the comment of a maintainer',
    resist: async (target) => {
      const pullRequest = await pullRequestOf(target);
      const { id } = pullRequest.comment('mel', 'Looks good');
      await unheard(pullRequest, target, () => pullRequest.editComment(id, '/plumbline fix all', 'trish'));
      await heard(pullRequest, target, 'mel');
    },
  },
  {
    name: 'a command by a collaborator who was removed in between',
    resist: async (target) => {
      const pullRequest = await pullRequestOf(target);
      const { collaborators } = target.shop.repository;
      collaborators.set('leaver', 'write');
      await heard(pullRequest, target, 'leaver');
      collaborators.delete('leaver');
      await unheard(pullRequest, target, () => pullRequest.comment('leaver', '/plumbline fix all'));
    },
  },
  {
    name: 'a command while GitHub does not say what its author may do',
    resist: async (target) => {
      const { serving, shop } = target;
      const pullRequest = await shop.pullRequest();
      const asking = /\/collaborators\/alice\/permission$/;
      for (let time = 0; time < 3; time++) serving.github.faults.once('500', 'GET', asking);
      const before = traces(pullRequest);
      pullRequest.comment('alice', '/plumbline fix all');
      await serving.logged('An attempt failed and is repeated');
      expect(traces(pullRequest)).toEqual(before);
      await serving.settled();
      expect(shop.check(pullRequest).conclusion).toBe('success');
    },
  },
  {
    name: 'a command with the number of a finding that was another one when it was written',
    resist: async ({ serving, shop }) => {
      const pullRequest = await shop.pullRequest();
      serving.github.deliveries.pause();
      pullRequest.comment('alice', '/plumbline ignore 1 it is fine');
      serving.github.deliveries.resume((held) => held.slice(0, 0));
      const late = serving.github.deliveries.latest('issue_comment', 'created');
      await pullRequest.push({
        files: { [WEB]: webManifest(16).replace('            limits: { memory: 4Gi, cpu: "2" }\n', '') },
      });
      await serving.settled();
      if (late !== undefined) serving.github.deliveries.redeliver(late);
      await serving.settled();
      expect(ownComments(pullRequest).join()).toContain('The list of findings changed since the comment was written');
      expect(shop.check(pullRequest).conclusion).toBe('failure');
      await heard(pullRequest, { serving, shop });
    },
  },
];

/** All that is only said and never heard is said on one pull request. */
const spoken = new WeakMap<ShopOnGithub, Promise<PullRequest>>();

function pullRequestOf({ shop }: Target): Promise<PullRequest> {
  const pullRequest = spoken.get(shop) ?? shop.pullRequest();
  spoken.set(shop, pullRequest);
  return pullRequest;
}

/** Nothing comes of such a comment; a command of somebody who may is obeyed. */
function comment(name: string, login: string, body: string): Attack {
  return {
    name,
    resist: async (target) => {
      const { serving, shop } = target;
      if (login.endsWith('[bot]')) serving.github.world.account(login, 'Bot');
      shop.repository.collaborators.set('helper[bot]', 'write');
      const pullRequest = await pullRequestOf(target);
      await unheard(pullRequest, target, () => pullRequest.comment(login, body));
      await heard(pullRequest, target);
    },
  };
}

async function unheard(pullRequest: PullRequest, { serving }: Target, act: () => unknown): Promise<void> {
  const before = traces(pullRequest);
  act();
  await serving.settled();
  expect(traces(pullRequest)).toEqual(before);
}

async function heard(pullRequest: PullRequest, { serving }: Target, login = 'alice'): Promise<void> {
  const before = traces(pullRequest).runs;
  pullRequest.comment(login, '/plumbline recheck');
  await serving.settled();
  expect(traces(pullRequest).runs.slice(0, -1)).toEqual(before);
}
