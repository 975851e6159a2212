import { expect, test } from '@jest/globals';
import { asInstallation, asking, eachWithGithub, shop } from './asking.js';
import type { FaultKind } from './server/faults.js';
import { Faults } from './server/faults.js';

const github = eachWithGithub();
const COMMENTS = '/repos/acme/shop/issues/1/comments';

async function opened() {
  const repository = await shop(github());
  await repository.push('feature', { files: { a: '1' } });
  const pullRequest = await repository.openPullRequest({ head: 'feature' });
  const ask = await asInstallation(github(), repository.installation());
  github().faults.holdMilliseconds = 10;
  const say = async () =>
    (await ask(`POST ${COMMENTS}`, { body: 'Hello' }).catch(() => ({ status: undefined }))).status;
  return { pullRequest, say };
}

test.each<[FaultKind, number | undefined, number]>([
  ['500', 500, 0],
  ['502', 502, 0],
  ['secondary', 403, 0],
  ['timeout', undefined, 0],
  ['lost-response', undefined, 1],
])('%s is answered with %s, and leaves %i comments', async (kind, status, comments) => {
  const { pullRequest, say } = await opened();
  github().faults.once(kind, 'POST', /\/comments$/);
  expect([await say(), pullRequest.comments().length]).toEqual([status, comments]);
  expect([await say(), pullRequest.comments().length]).toEqual([201, comments + 1]);
  expect(
    github()
      .requests.slice(-2)
      .map(({ fault }) => fault),
  ).toEqual([kind, undefined]);
});

test('the same seed gives the same faults, at the rate that is asked for', () => {
  const drawn = (seed: number) => {
    const faults = new Faults();
    faults.set({ rate: 0.05, kinds: ['500', 'lost-response'], seed });
    return Array.from({ length: 2_000 }, () => faults.draw({ method: 'GET', path: '/' }));
  };
  const count = drawn(1).filter((each) => each !== undefined).length;
  expect([count > 60 && count < 140, drawn(1)]).toEqual([true, drawn(1)]);
  expect(drawn(2)).not.toEqual(drawn(1));
});

test('the hourly limit is counted and refuses', async () => {
  const repository = await shop(github());
  const ask = await asInstallation(github(), repository.installation());
  github().limits.perHour = 1;
  const [first, second] = [await ask('GET /repos/acme/shop'), await ask('GET /repos/acme/shop')];
  expect([first.status, first.headers.get('x-ratelimit-remaining')]).toEqual([200, '0']);
  expect([second.status, second.body.message]).toEqual([403, expect.stringMatching(/^API rate limit exceeded/)]);
});

test('every request is noted', async () => {
  const repository = await shop(github());
  const ask = await asInstallation(github(), repository.installation());
  await ask('POST /graphql', { query: '{ viewer { login } rateLimit { limit } }' });
  await asking(github(), 'token stolen')('GET /api/v3/repos/acme/shop');
  const noted = github().requests.map(({ milliseconds: _, ...each }) => each);
  expect(noted).toEqual([
    {
      method: 'POST',
      path: `/app/installations/${repository.installation().id}/access_tokens`,
      operation: 'POST /app/installations/{installation_id}/access_tokens',
      status: 201,
    },
    {
      method: 'POST',
      path: '/graphql',
      graphql: ['viewer', 'rateLimit'],
      installation: repository.installation().id,
      status: 200,
    },
    { method: 'GET', path: '/repos/acme/shop', status: 401 },
  ]);
  github().forgetRequests();
  expect(github().requests).toEqual([]);
});
