import { expect } from '@jest/globals';
import { SHOP } from '../e2e/shop.js';
import type { Files } from '../github/state/git/change.js';
import { TOO_MANY_THREADS, textOf, WEB, webManifest } from '../support/shop-on-github.js';
import type { Attack, Target } from './attack.js';

const CONFIGURATION = '.github/plumbline.yml';
const RULE = '.plumbline/rules/web/four-replicas/rule.yaml';

export const policyAttacks: readonly Attack[] = [
  weakening('a pull request that sets `fail_on: never` for itself', 'fail_on: never', 'success'),
  weakening('a pull request that switches the rule off', 'rules: {db-pool-below-process-threads: off}', 'success'),
  weakening(
    'a pull request that adds an `ignore` entry for its own finding',
    'ignore: [{rule: db-pool-below-process-threads, reason: it is fine}]',
    'success',
  ),
  weakening('a pull request that makes the check advisory', 'mode: advisory', 'neutral'),
  weakening('a pull request that excludes the files that it breaks', 'exclude: ["k8s/**"]', 'success'),
  weakening('a pull request that wants no comments', 'max_comments: 0\nfail_on: never', 'success'),
  {
    name: 'a pull request whose configuration cannot be read',
    resist: async ({ shop }) => {
      const attack = await shop.pullRequest({ ...TOO_MANY_THREADS, [CONFIGURATION]: 'version: 1\n\tmode: [' });
      expect(shop.check(attack).conclusion).toBe('failure');
      expect(shop.check(attack).title).toBe(
        '2 findings, first: Connection pool smaller than the threads that share it',
      );
      await shop.repository.push('broken', { files: { [CONFIGURATION]: 'version: 1\nmode: gentle\n' } });
      const legitimate = await shop.pullRequest({ 'README.md': '# Shop\n' }, { base: 'broken' });
      expect(shop.check(legitimate)).toMatchObject({
        conclusion: 'failure',
        title: expect.stringContaining('in .github/plumbline.yml'),
      });
    },
  },
  {
    name: "a pull request that weakens one of the repository's own rules",
    resist: (target) => ruleChange(target, { files: { [RULE]: rule('process.replicas.min >= 1') } }),
  },
  {
    name: "a pull request that deletes one of the repository's own rules",
    resist: (target) => ruleChange(target, { deletions: [RULE] }),
  },
  {
    name: 'a pull request that brings a gentler rule under the name of one that comes along',
    resist: async ({ shop }) => {
      const own = rule('true').replaceAll('four-replicas', 'db-pool-below-process-threads');
      const path = RULE.replace('four-replicas', 'db-pool-below-process-threads');
      const attack = await shop.pullRequest({ ...TOO_MANY_THREADS, [path]: own });
      expect(shop.check(attack).conclusion).toBe('failure');
      expect(textOf(shop.check(attack))).toContain('db-pool-below-process-threads');
    },
  },
  {
    name: 'a second pull request with the same commit, to a branch whose policy is lax',
    resist: async ({ shop }) => {
      await shop.repository.push('lax', { files: { [CONFIGURATION]: 'version: 1\nfail_on: never\n' } });
      const attack = await shop.pullRequest();
      const { head } = attack;
      await shop.repository.openPullRequest({ title: 'The same', head: head.name, base: 'lax', author: 'alice' });
      await shop.serving.settled();
      const runs = shop.repository.checkRuns(attack.headSha).map(({ name, conclusion }) => ({ name, conclusion }));
      expect(runs).toEqual([
        { name: 'plumbline', conclusion: 'failure' },
        { name: 'plumbline (lax)', conclusion: 'success' },
      ]);
    },
  },
  {
    name: 'a suppression in the lines of the change itself, as if nobody would see it',
    resist: async ({ shop }) => {
      const comment = '# plumbline:ignore db-pool-below-process-threads we hope for the best';
      const suppressed = webManifest(16).replace('"16"', `"16" ${comment}`).replace('"5"', `"5" ${comment}`);
      const attack = await shop.pullRequest({ [WEB]: suppressed });
      expect(shop.check(attack).conclusion).toBe('success');
      expect(textOf(shop.check(attack))).toMatch(/1 suppressed/);
      expect(textOf(shop.check(attack))).toMatch(
        /<summary>Suppressed 1 finding<\/summary>[\s\S]*k8s\/production\/web.yaml:7`: we hope for the best/,
      );
      const silent = await shop.pullRequest({ [WEB]: suppressed.replaceAll(' we hope for the best', '') });
      expect(shop.check(silent).conclusion).toBe('failure');
    },
  },
];

/** In the head nothing of it is obeyed, and people are told; where the base says it, it is. */
function weakening(name: string, setting: string, obeyed: string): Attack {
  const policy = { [CONFIGURATION]: `version: 1\n${setting}\n` };
  return {
    name,
    resist: async ({ shop }) => {
      const attack = await shop.pullRequest({ ...TOO_MANY_THREADS, ...policy });
      expect(shop.check(attack).conclusion).toBe('failure');
      expect(textOf(shop.check(attack))).toContain(`\`${CONFIGURATION}\``);
      expect(attack.threads().length).toBe(1);
      const base = `base-${attack.number}`;
      await shop.repository.push(base, { files: policy });
      const legitimate = await shop.pullRequest(TOO_MANY_THREADS, { base });
      expect(shop.check(legitimate).conclusion).toBe(obeyed);
    },
  };
}

/** A base that wants four replicas and has them, a change that has three and does something about the rule. */
async function ruleChange(
  { shop }: Target,
  change: { readonly files?: Files; readonly deletions?: readonly string[] },
) {
  const replicas = (count: number) => ({
    [WEB]: String(SHOP[WEB]).replace('"16"', '"5"').replace(': 3', `: ${count}`),
  });
  const base = `ruled-${change.files === undefined ? 'deleted' : 'weakened'}`;
  await shop.repository.push(base, { files: { ...replicas(4), [RULE]: rule('process.replicas.min >= 4') } });
  const { files = {}, deletions = [] } = change;
  const attack = await shop.pullRequest({ ...replicas(3), ...files }, { base, deletions });
  expect(shop.check(attack).conclusion).toBe('failure');
  expect(shop.check(attack).title).toBe('1 finding: Fewer than four replicas');
  expect(textOf(shop.check(attack))).toContain(`\`${RULE}\``);
  const legitimate = await shop.pullRequest({ ...replicas(5), ...files }, { base, deletions });
  expect(shop.check(legitimate).conclusion).toBe('success');
}

function rule(requirement: string): string {
  return `id: four-replicas
title: Fewer than four replicas
subject: process
severity: error
require: ${JSON.stringify(requirement)}
message: The process {process.name} has {process.replicas.min} replicas.
why: The shop must survive the loss of a zone.
references:
  - https://shop.example.com/handbook
`;
}
