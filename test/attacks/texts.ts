import { expect } from '@jest/globals';
import { ownComments, textOf, webManifest } from '../support/shop-on-github.js';
import type { Attack } from './attack.js';
import { expectHarmless, saidAbout } from './harmless.js';

export const textAttacks: readonly Attack[] = [
  named('names that mention people and teams', '@alice @acme/admins', '@\u200balice @\u200bacme/admins'),
  named('names that are HTML', '<img src=x onerror=alert(1)><script>', '&lt;img src=x onerror=alert\\(1\\)&gt;'),
  named('names that end what is folded', '</summary></details><h1>Approved</h1>', '&lt;/summary&gt;&lt;/details&gt;'),
  named('names that end a block of code', '```` \n```\n~~~\n# Approved', '\\`\\`\\`\\`'),
  named('names that end a span of code', '` @alice `` <b>', '\\` @\u200balice \\`\\` &lt;b&gt;'),
  named('names that are links', 'ok](https://evil.example) [x', '\\]\\(https:\u200b//evil.example\\)'),
  named('names that are images', '![x](https://evil.example/pixel.png)', '\\!\\[x\\]\\(https:\u200b//evil.example'),
  named('names that are addresses', 'www.evil.example mailto:a@evil.example', 'www\u200b.evil.example'),
  named('names that refer to issues', '#1 acme/shop#2 GH-3', '#\u200b1 acme/shop#\u200b2 GH\u200b-3'),
  named('names of many lines', 'shop\n\n# Approved\n\n- [x] merge', 'shop'),
  named('names that turn the direction of writing', 'shop\u202e}; drow', 'shop\ufffd}; drow'),
  {
    name: 'a path of a file that is Markdown and HTML',
    resist: async ({ shop }) => {
      const path = 'k8s/production/`@alice` <img> [a](b) .yaml';
      const base = 'odd-path';
      await shop.repository.push(base, { files: { [path]: webManifest(5) }, deletions: ['k8s/production/web.yaml'] });
      const pullRequest = await shop.pullRequest({ [path]: webManifest(16) }, { base });
      expect(shop.check(pullRequest).conclusion).toBe('failure');
      expect(textOf(shop.check(pullRequest))).toContain(path);
      expectHarmless(pullRequest);
    },
  },
  {
    name: 'a branch and a title that are Markdown, HTML and a command',
    resist: async ({ serving, shop }) => {
      const title = '/plumbline fix all @acme/admins <img src=x> [a](https://evil.example)';
      const head = '@acme/admins-<img>-`x`-](https';
      const pullRequest = await shop.pullRequest(undefined, { title, head });
      pullRequest.rename(`${title} #1`);
      pullRequest.comment('alice', '/plumbline help');
      await serving.settled();
      expect(pullRequest.heads.length).toBe(1);
      expect(shop.check(pullRequest).conclusion).toBe('failure');
      expect(ownComments(pullRequest).length).toBe(1);
      expectHarmless(pullRequest);
    },
  },
  {
    name: 'a line to replace that ends the block of its suggestion',
    resist: async ({ shop }) => {
      const closing = webManifest(16).replace('DB_POOL: "5"', 'DB_POOL: "5" # ``` ```` </details> @alice');
      const pullRequest = await shop.pullRequest({ 'k8s/production/web.yaml': closing });
      const [body = ''] = pullRequest.threads().map(({ comments }) => comments[0]?.body);
      expect(body).toContain('`````suggestion\n  DB_POOL: "16" # ``` ```` </details> @alice\n`````');
      expectHarmless(pullRequest);
    },
  },
  {
    name: 'a line to replace that holds the password of an address',
    resist: async ({ shop }) => {
      const secret = webManifest(16).replace('DB_POOL: "5"', 'DB_POOL: "5" # postgres://shop:hunter2hunter2@db/shop');
      const pullRequest = await shop.pullRequest({ 'k8s/production/web.yaml': secret });
      expect(shop.check(pullRequest).conclusion).toBe('failure');
      expect(saidAbout(pullRequest).join()).not.toContain('hunter2');
      expect(JSON.stringify(shop.check(pullRequest).annotations)).not.toContain('hunter2');
    },
  },
  {
    name: 'a comment that makes Plumbline say something',
    resist: async ({ serving, shop }) => {
      const pullRequest = await shop.pullRequest();
      pullRequest.comment(
        'alice',
        '/plumbline @acme/admins </details> <!-- plumbline:reply --> [a](https://evil.example)',
      );
      await serving.settled();
      const [reply = ''] = ownComments(pullRequest);
      expect(reply).toContain('There is no such command.');
      expect(reply).not.toMatch(/evil|admins/);
      expectHarmless(pullRequest);
    },
  },
];

/** Workload and container are called so; the finding about them is told, and `shown` is how. */
function named(name: string, hostile: string, shown: string): Attack {
  return {
    name,
    resist: async ({ shop }) => {
      const manifest = webManifest(16)
        .replace(
          'kind: Deployment\nmetadata:\n  name: shop',
          `kind: Deployment\nmetadata:\n  name: ${JSON.stringify(hostile)}`,
        )
        .replace('- name: web', `- name: ${JSON.stringify(hostile)}`);
      const pullRequest = await shop.pullRequest({ 'k8s/production/web.yaml': manifest });
      expect(shop.check(pullRequest).conclusion).toBe('failure');
      expect(pullRequest.threads().length).toBe(1);
      expect(saidAbout(pullRequest).join('\n')).toContain(shown);
      expectHarmless(pullRequest);
    },
  };
}
