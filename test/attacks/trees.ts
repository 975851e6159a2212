import { expect, jest } from '@jest/globals';
import { CONTENTS, NEVER_ENDING } from '../hostile/contents.js';
import { ownComments, ShopOnGithub, TOO_MANY_THREADS, textOf, WEB, webManifest } from '../support/shop-on-github.js';
import { bomb, crowd, redirected } from './archives.js';
import type { Attack, Target } from './attack.js';
import { openRaw, type RawEntry, writeBlob, writeTree } from './raw-commit.js';

export const treeAttacks: readonly Attack[] = [
  raw('a tree with an entry above its root', async (shop) => directory(shop, '..')),
  raw('a tree with an entry of git itself', async (shop) => directory(shop, '.git')),
  raw('a tree with an absolute path', async (shop) => ({
    mode: '100644',
    name: '/etc/web.yaml',
    id: await writeBlob(shop, webManifest(16)),
  })),
  {
    name: 'a fix of a path that leads elsewhere on Windows',
    resist: async (target) => {
      const { serving, shop } = target;
      const id = await writeBlob(shop, webManifest(16));
      const pullRequest = await openRaw(target, 'windows', [{ mode: '100644', name: '..\\..\\web.yaml', id }]);
      expect(shop.check(pullRequest).conclusion).toBe('failure');
      pullRequest.comment('alice', '/plumbline fix all');
      await serving.settled();
      expect(pullRequest.heads.length).toBe(1);
      expect(ownComments(pullRequest)).toEqual([expect.stringContaining('GitHub refused the commit')]);
    },
  },
  linked('a link out of the tree', '../../../../../../../../etc/passwd'),
  linked("a link to the environment of Plumbline's own process", '/proc/self/environ'),
  linked('a link to a key of the server', '/run/secrets/private-key.pem'),
  linked('links in a circle', 'extra.yaml'),
  {
    name: 'a file that is blown up so that its finding cannot be seen',
    resist: async ({ serving, shop }) => {
      const pullRequest = await shop.pullRequest();
      await pullRequest.push({ files: { [WEB]: `${webManifest(16)}# ${'x'.repeat(2 * 1024 * 1024)}\n` } });
      await serving.settled();
      expect(textOf(shop.check(pullRequest))).toContain(`\`${WEB}\` larger than 2 MiB`);
      expect(shop.check(pullRequest).title).toContain('1 file not read');
      expect(pullRequest.threads().map(({ resolvedBy }) => resolvedBy)).toEqual([undefined]);
      await pullRequest.push({ files: { [WEB]: webManifest(16, 16) } });
      await serving.settled();
      expect(pullRequest.threads().map(({ resolvedBy }) => resolvedBy)).toEqual(['plumbline[bot]']);
    },
  },
  {
    name: 'a tree that is too large for one answer of GitHub',
    resist: async ({ serving, shop }) => {
      serving.github.limits.treeEntries = 4;
      try {
        expect(shop.check(await shop.pullRequest()).conclusion).toBe('failure');
        expect(shop.check(await shop.pullRequest({ 'README.md': '# Shop\n' })).conclusion).toBe('success');
      } finally {
        serving.github.limits.treeEntries = 100_000;
      }
    },
  },
  content('aliases of YAML that unfold to billions', 'k8s/production/bomb.yaml', CONTENTS['YAML alias bomb']),
  content('aliases of YAML in a circle', 'k8s/production/circle.yaml', CONTENTS['YAML anchors in a circle']),
  content(
    'names that are properties of every object',
    'k8s/production/names.yaml',
    CONTENTS['names of Object.prototype'],
  ),
  content('a text that takes a parser years', 'bin/start', `#!/bin/sh\n${NEVER_ENDING}`),
  content('brackets in brackets, ten thousand deep', 'k8s/production/deep.yaml', `a: ${'['.repeat(10_000)}`),
  archived('an archive that unfolds to gigabytes', bomb),
  archived('an archive of a hundred thousand files', crowd),
  archived('an archive with paths out of it, links, and other contents than the commit has', redirected),
];

async function directory(shop: ShopOnGithub, name: string): Promise<RawEntry> {
  const id = await writeBlob(shop, webManifest(16));
  return { mode: '40000', name, id: await writeTree(shop, [{ mode: '100644', name: 'web.yaml', id }]) };
}

/** Whatever is found there, nothing is written there, and what is rightly in the tree is judged as ever. */
function raw(name: string, entry: (shop: ShopOnGithub) => Promise<RawEntry>): Attack {
  return {
    name,
    resist: async (target) => {
      const { serving, shop } = target;
      const pullRequest = await openRaw(target, `raw-${name.length}`, [await entry(shop)]);
      expect(shop.check(pullRequest).annotations.filter(({ path }) => /^\/|^\.\.\/|^\.git/.test(path))).toEqual([]);
      pullRequest.comment('alice', '/plumbline fix all');
      await serving.settled();
      expect(pullRequest.heads.length).toBe(1);
      expect(ownComments(pullRequest).length).toBe(1);
      await pullRequest.push({ files: TOO_MANY_THREADS });
      await serving.settled();
      expect(textOf(shop.check(pullRequest))).toContain(`\`${WEB}:8\``);
    },
  };
}

function linked(name: string, link: string): Attack {
  return {
    name,
    resist: async ({ shop }) => {
      const pullRequest = await shop.pullRequest({ ...TOO_MANY_THREADS, 'k8s/production/extra.yaml': { link } });
      expect(shop.check(pullRequest).conclusion).toBe('failure');
      expect(textOf(shop.check(pullRequest))).toMatch(
        /`k8s\/production\/extra.yaml` symbolic link (?:out of the tree|to nothing)/,
      );
      const files = { 'deploy/web.txt': webManifest(16), [WEB]: { link: '../../deploy/web.txt' } };
      expect(shop.check(await shop.pullRequest(files)).conclusion).toBe('failure');
    },
  };
}

/** It harms nobody, and what is beside it is judged. */
function content(name: string, path: string, text = ''): Attack {
  return {
    name,
    resist: async ({ shop }) => {
      const pullRequest = await shop.pullRequest({ ...TOO_MANY_THREADS, [path]: text });
      expect(shop.check(pullRequest).conclusion).toBe('failure');
      expect(textOf(shop.check(pullRequest))).toContain('Connection pool smaller than the threads that share it');
    },
  };
}

/** A repository of which so much is missing that its archive is asked for, which is not what it should be. */
function archived(name: string, archive: typeof bomb): Attack {
  return {
    name,
    resist: async ({ serving }: Target) => {
      const models = Array.from({ length: 260 }, (_, at) => [
        `app/models/model_${at}.rb`,
        `ENV["${name.length}_${at}"]\n`,
      ]);
      const shop = await ShopOnGithub.open(serving, {
        name: `cold-${name.length}`,
        files: Object.fromEntries(models),
      });
      const archives = jest.spyOn(shop.repository.git, 'archive').mockImplementation((_, prefix) => archive(prefix));
      const pullRequest = await shop.pullRequest();
      expect(archives).toHaveBeenCalledTimes(1);
      expect(shop.check(pullRequest).conclusion).toBe('failure');
      expect(shop.check(pullRequest).title).toBe('1 finding: Connection pool smaller than the threads that share it');
    },
  };
}
