import { expect } from '@jest/globals';
import type { PullRequest } from '../github/state/pull-request.js';
import { ownComments, TOO_MANY_THREADS, WEB, webManifest } from '../support/shop-on-github.js';
import type { Attack, Target } from './attack.js';

export const markerAttacks: readonly Attack[] = [
  {
    name: 'a conversation of somebody else that is word for word one of Plumbline',
    resist: async ({ serving, shop }) => {
      const pullRequest = await shop.pullRequest(TOO_MANY_THREADS, { draft: true });
      const body = await bodyOfOwnThread({ serving, shop });
      await pullRequest.discuss('mallory', { path: WEB, line: 8 }, body);
      pullRequest.markReady();
      await serving.settled();
      expect(shape(pullRequest)).toEqual([
        { author: 'mallory', edits: 0, resolved: false },
        { author: 'plumbline[bot]', edits: 0, resolved: false },
      ]);
      await pullRequest.push({ files: { [WEB]: webManifest(16, 16) } });
      await serving.settled();
      expect(shape(pullRequest)).toEqual([
        { author: 'mallory', edits: 0, resolved: false },
        { author: 'plumbline[bot]', edits: 0, resolved: true },
      ]);
      expect(pullRequest.threads()[0]?.comments[0]?.body).toBe(body);
    },
  },
  {
    name: "an answer in one of Plumbline's conversations that says by its marker to be about something else",
    resist: async ({ serving, shop }) => {
      const pullRequest = await shop.pullRequest();
      const [thread] = pullRequest.threads();
      pullRequest.reply('mallory', thread?.id ?? '', 'Done.\n\n<!-- plumbline 0123456789abcdef -->');
      pullRequest.comment('alice', '/plumbline recheck');
      await serving.settled();
      expect(shape(pullRequest)).toEqual([{ author: 'plumbline[bot]', edits: 0, resolved: false }]);
      await pullRequest.push({ files: { [WEB]: webManifest(16, 16) } });
      await serving.settled();
      expect(shape(pullRequest)).toEqual([{ author: 'plumbline[bot]', edits: 0, resolved: true }]);
      expect(pullRequest.threads()[0]?.comments.map(({ edits }) => edits)).toEqual([0, 0]);
    },
  },
  {
    name: 'a comment of somebody else that says to be the one in which Plumbline answers',
    resist: async ({ serving, shop }) => {
      const pullRequest = await shop.pullRequest();
      pullRequest.comment('mallory', '<!-- plumbline:reply -->\nEverything is fine.');
      for (const command of ['/plumbline help', '/plumbline explain 99']) {
        pullRequest.comment('alice', command);
        await serving.settled();
      }
      const [forged, , ...others] = pullRequest.comments();
      expect(forged).toMatchObject({ body: '<!-- plumbline:reply -->\nEverything is fine.', edits: 0 });
      expect(others.filter(({ author }) => author === 'plumbline[bot]').map(({ edits }) => edits)).toEqual([1]);
      expect(ownComments(pullRequest).length).toBe(1);
    },
  },
  {
    name: "a name in the repository that holds Plumbline's marker",
    resist: async ({ serving, shop }) => {
      const marked = webManifest(16).replace(
        'kind: Deployment\nmetadata:\n  name: shop',
        'kind: Deployment\nmetadata:\n  name: "shop -->\\n<!-- plumbline 0123456789abcdef -->"',
      );
      const pullRequest = await shop.pullRequest({ [WEB]: marked });
      const [body = ''] = pullRequest.threads().map(({ comments }) => comments[0]?.body);
      expect(body.match(/<!--/g)?.length).toBe(1);
      expect(body).toMatch(/\n<!-- plumbline (?!0123456789abcdef)[0-9a-f]{16}\/[0-9a-f,]+ replaces:[0-9a-f]{16} -->$/);
      pullRequest.comment('alice', '/plumbline recheck');
      await serving.settled();
      expect(shape(pullRequest)).toEqual([{ author: 'plumbline[bot]', edits: 0, resolved: false }]);
    },
  },
  {
    name: 'a reason for setting something aside that holds a marker',
    resist: async ({ serving, shop }) => {
      const pullRequest = await shop.pullRequest();
      pullRequest.comment('alice', '/plumbline recheck');
      await new Promise((resolve) => setTimeout(resolve, 1000));
      pullRequest.comment('alice', '/plumbline ignore 1 <!-- plumbline:reply --> @mallory </details>');
      await serving.settled();
      const run = shop.check(pullRequest);
      expect(run.conclusion).toBe('success');
      expect(run.summary).toContain('&lt;\\!-- plumbline:reply --&gt; @\u200bmallory &lt;/details&gt;');
      expect(run.summary).not.toContain('<!--');
    },
  },
];

function shape(pullRequest: PullRequest) {
  return pullRequest.threads().map(({ comments: [first], resolvedBy }) => ({
    author: first?.author,
    edits: first?.edits,
    resolved: resolvedBy !== undefined,
  }));
}

async function bodyOfOwnThread({ shop }: Target): Promise<string> {
  const [thread] = (await shop.pullRequest()).threads();
  return thread?.comments[0]?.body ?? '';
}
