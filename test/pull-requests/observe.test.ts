import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { OBSERVE, registration, Serving } from '../support/serving.js';
import { ownComments, ShopOnGithub, TOO_MANY_THREADS, WEB, webManifest } from '../support/shop-on-github.js';

let serving: Serving;
let shop: ShopOnGithub;

beforeAll(async () => {
  serving = await Serving.start(registration(OBSERVE));
  shop = await ShopOnGithub.open(serving);
}, 60_000);

afterAll(async () => {
  await serving.stop();
  expect(serving.github.violations).toEqual([]);
}, 60_000);

test('an App that may not write contents says in its conversations that they are over, and commits nothing', async () => {
  const pullRequest = await shop.pullRequest(TOO_MANY_THREADS);
  const { headSha } = pullRequest;
  pullRequest.comment('alice', '/plumbline fix all');
  await serving.settled();
  expect(pullRequest.headSha).toBe(headSha);
  expect(ownComments(pullRequest)).toEqual([
    expect.stringContaining('it was installed without the permission `contents: write`, which commits need'),
  ]);
  await pullRequest.push({ files: { [WEB]: webManifest(16, 16) } });
  await serving.settled();
  expect(shop.check(pullRequest).conclusion).toBe('success');
  const [thread] = pullRequest.threads();
  expect(thread?.resolvedBy).toBeUndefined();
  expect(thread?.comments).toMatchObject([
    {
      edits: 1,
      body: expect.stringMatching(/^\*\*Fixed\.\*\* What was found here is gone\.\n\n<!-- plumbline [^\n]+ -->$/),
    },
  ]);
  await pullRequest.push({ files: { 'README.md': '# Shop\n' } });
  await serving.settled();
  expect(pullRequest.threads()[0]?.comments[0]?.edits).toBe(1);
}, 60_000);
