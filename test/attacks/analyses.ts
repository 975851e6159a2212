import { expect } from '@jest/globals';
import { AnalysisFailure } from '../../src/analyst/analyst.js';
import type { StartChild } from '../../src/analyst/child-process.js';
import { startAnalyst } from '../../src/analyst/start-analyst.js';
import { Commits } from '../analyst/commits.js';
import { inProcess } from '../analyst/in-process.js';
import { MemoryFacts } from '../analyst/memory-facts.js';
import { reviewOf, shopChange } from '../analyst/shop-change.js';
import { ShopOnGithub, textOf } from '../support/shop-on-github.js';
import type { Attack } from './attack.js';
import { DEADLY } from './dying-child.js';

export const analysisAttacks: readonly Attack[] = [
  {
    name: 'a change that ends the process which analyses it',
    resist: async ({ serving, shop }) => {
      const [owner = '', name = ''] = DEADLY.split('/');
      const deadly = await ShopOnGithub.open(serving, { owner, name });
      const pullRequest = await deadly.pullRequest({ 'README.md': '# Shop\n' });
      expect(deadly.check(pullRequest)).toMatchObject({
        conclusion: 'failure',
        title: 'Could not analyse this change',
      });
      expect(textOf(deadly.check(pullRequest))).toContain('ended unexpectedly');
      expect((await fetch(`${serving.url}/readyz`)).status).toBe(200);
      expect(shop.check(await shop.pullRequest({ 'README.md': '# Shop\n' })).conclusion).toBe('success');
    },
  },
  {
    name: 'a change whose analysis never ends',
    resist: async () => {
      let children = 0;
      const startChild: StartChild = (events) =>
        ++children === 1 ? { send: () => undefined, kill: () => undefined } : inProcess(events);
      const analyst = startAnalyst({ facts: new MemoryFacts(), startChild, timeoutMs: 1000 });
      const commits = new Commits();
      const review = () => analyst.review(reviewOf(shopChange(commits)), commits.texts);
      await expect(review()).rejects.toThrow(new AnalysisFailure('The analysis took longer than 1 seconds.'));
      expect((await review()).check.conclusion).toBe('failure');
      await analyst.close();
    },
  },
];
