import { expect, test } from '@jest/globals';
import { open } from './open.js';

test('deliveries are listed page by page until they are too old, the oldest first', async () => {
  const delivery = (id: string, minute: number) =>
    `{"id":${id},"guid":"g${minute}","delivered_at":"2026-11-20T10:${minute}:00Z","redelivery":false,"duration":0.1,"status":"OK","status_code":202,"event":"pull_request","action":"opened","installation_id":5,"repository_id":1}`;
  const { github, requests } = await open((request) =>
    request.url.includes('cursor=next')
      ? { headers: { link: '' }, json: `[${delivery('12345678901234567', 30)},${delivery('1', 10)}]` }
      : {
          headers: { link: '<http://localhost/app/hook/deliveries?per_page=100&cursor=next>; rel="next"' },
          json: `[${delivery('12345678901234569', 50)}]`,
        },
  );
  const found = await github.app.deliveriesSince(new Date('2026-11-20T10:20:00Z'));
  expect(found.map(({ id, guid }) => [id, guid])).toEqual([
    ['12345678901234567', 'g30'],
    ['12345678901234569', 'g50'],
  ]);
  expect(found[0]).toEqual({
    id: '12345678901234567',
    guid: 'g30',
    event: 'pull_request',
    action: 'opened',
    deliveredAt: new Date('2026-11-20T10:30:00Z'),
    redelivery: false,
    status: 202,
  });
  expect(requests.map((request) => request.url)).toEqual([
    '/app/hook/deliveries?per_page=100',
    '/app/hook/deliveries?per_page=100&cursor=next',
  ]);
});

test('a delivery is sent again by its own number, however long', async () => {
  const { github, requests } = await open(() => ({ status: 202 }));
  await github.app.redeliver({
    id: '12345678901234567',
    guid: 'g',
    event: 'push',
    action: undefined,
    deliveredAt: new Date(0),
    redelivery: false,
    status: 502,
  });
  expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'POST /app/hook/deliveries/12345678901234567/attempts',
  ]);
});

test('installations are listed with their accounts', async () => {
  const { github } = await open(() => ({
    body: [
      { id: 5, account: { login: 'acme' }, suspended_at: null },
      { id: 6, account: { slug: 'enterprise' }, suspended_at: '2026-11-20T10:00:00Z' },
    ],
  }));
  expect(await github.app.installations()).toEqual([
    { id: 5, account: 'acme', suspended: false },
    { id: 6, account: '', suspended: true },
  ]);
});

test('repositories of an installation are listed with a token that can do nothing else', async () => {
  const repository = (id: number) => ({ id, name: `r${id}`, owner: { login: 'acme' }, default_branch: 'main' });
  const { github, tokens, requests } = await open(({ url }) => {
    if (!url.startsWith('/installation/repositories')) return {};
    const count = url.endsWith('page=1') ? 100 : 1;
    return { body: { total_count: 101, repositories: Array.from({ length: count }, (_, index) => repository(index)) } };
  });
  const found = await github.app.repositories(5);
  expect([found.length, found[0]]).toEqual([
    101,
    { installation: 5, id: 0, owner: 'acme', name: 'r0', defaultBranch: 'main' },
  ]);
  expect(tokens.map(({ body }) => body)).toEqual([{ permissions: { metadata: 'read' } }]);
  expect(requests).toHaveLength(2);
});
