import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { afterEach, expect, test } from '@jest/globals';
import { asApp, eachWithGithub, PLUMBLINE, shop } from './asking.js';

const github = eachWithGithub();

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let server: Server | undefined;
afterEach(() => void server?.close());

/** An App that notes what comes and answers as the test says; without an answer it lets GitHub wait. */
async function receiver(answer: (count: number) => number | undefined = () => 202): Promise<readonly Received[]> {
  const received: Received[] = [];
  const listening = createServer(async (request, response) => {
    received.push({ headers: request.headers, body: (await buffer(request)).toString() });
    const status = answer(received.length);
    if (status !== undefined) response.writeHead(status).end('noted');
  });
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const address = listening.address();
  github().app().webhookUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/hooks`;
  return received;
}

test('a delivery is signed and says what it is', async () => {
  const repository = await shop(github());
  const received = await receiver();
  await repository.push('main', { files: { a: '1' } });
  await github().deliveries.settled();
  const [{ headers, body } = { headers: {}, body: '' }] = received;
  const signature = createHmac('sha256', PLUMBLINE.webhookSecret ?? '')
    .update(body)
    .digest('hex');
  expect(headers).toMatchObject({
    'content-type': 'application/json',
    'user-agent': expect.stringMatching(/^GitHub-Hookshot\//),
    'x-github-event': 'push',
    'x-github-delivery': expect.stringMatching(/^[0-9a-f]{8}-/),
    'x-github-hook-id': String(github().app().hookId),
    'x-hub-signature-256': `sha256=${signature}`,
  });
  const { ref, after, installation } = JSON.parse(body);
  const { id } = repository.installation();
  expect([ref, after, installation.id]).toEqual(['refs/heads/main', repository.tip('main'), id]);
});

test('what fails stays failed until it is asked for again, with the same GUID', async () => {
  const repository = await shop(github());
  const received = await receiver((count) => (count === 1 ? 503 : 202));
  await repository.push('main', { files: { a: '1' } });
  await github().deliveries.settled();
  const ask = asApp(github());
  const failed = (await ask('GET /app/hook/deliveries?status=failure')).body;
  expect(failed).toMatchObject([
    { event: 'push', status: 'Invalid HTTP Response: 503', status_code: 503, redelivery: false },
  ]);
  expect((await ask(`POST /app/hook/deliveries/${failed[0].id}/attempts`)).status).toBe(202);
  await github().deliveries.settled();
  const [newest] = (await ask('GET /app/hook/deliveries')).body;
  expect(newest).toMatchObject({ guid: failed[0].guid, status: 'OK', redelivery: true });
  expect(received.filter(({ headers }) => headers['x-github-delivery'] === failed[0].guid)).toHaveLength(2);
  const whole = await ask(`GET /app/hook/deliveries/${newest.id}`);
  expect(whole.body).toMatchObject({
    request: { payload: { ref: 'refs/heads/main' } },
    response: { payload: 'noted' },
  });
});

test('the list is read newest first by cursors, to its end', async () => {
  const repository = await shop(github());
  await receiver();
  await repository.push('main', { files: { a: '1' } });
  await repository.push('main', { files: { a: '2' } });
  await github().deliveries.settled();
  const seen: number[] = [];
  for (let next: string | undefined = '/app/hook/deliveries?per_page=3'; next !== undefined; ) {
    const { body, headers } = await asApp(github())(`GET ${next}`);
    seen.push(...body.map((each: { id: number }) => each.id));
    next = /<[^>]*?(\/app[^>]+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1];
  }
  const delivered = github().deliveries.all.filter(({ status }) => status === 'OK');
  expect(seen).toEqual(delivered.map(({ id }) => id).reverse());
  expect(seen).toHaveLength(4);
});

test('who does not answer in time, and who is not there, is noted', async () => {
  const repository = await shop(github());
  github().deliveries.timeoutMilliseconds = 50;
  await receiver(() => undefined);
  await repository.push('main', { files: { a: '1' } });
  await github().deliveries.settled();
  server?.closeAllConnections();
  await new Promise((resolve) => server?.close(resolve));
  await repository.push('main', { files: { a: '2' } });
  await github().deliveries.settled();
  const pushes = github().deliveries.all.filter(({ event, url }) => event === 'push' && url !== undefined);
  expect(pushes.map(({ status, statusCode }) => [status, statusCode])).toEqual([
    ['timed out', 0],
    ['failed to connect to host', 0],
  ]);
});

test('deliveries can be held, then sent in another order and twice', async () => {
  const repository = await shop(github());
  const received = await receiver();
  github().deliveries.pause();
  const [first, second] = [
    await repository.push('a', { files: { a: '1' } }),
    await repository.push('b', { files: { b: '1' } }),
  ];
  await github().deliveries.settled();
  expect(received).toEqual([]);
  github().deliveries.resume((held) => {
    const pushes = held.filter(({ event }) => event === 'push').reverse();
    return [...pushes, ...pushes.slice(0, 1)];
  });
  await github().deliveries.settled();
  expect(received.map(({ body }) => JSON.parse(body).after).sort()).toEqual([first, second, second].sort());
});

test('an App gets what it subscribed to, and about checks also what it did not', async () => {
  const quiet = { ...PLUMBLINE, id: 8, slug: 'quiet', events: ['issue_comment'] };
  const poor = { ...quiet, id: 9, slug: 'poor', permissions: { pull_requests: 'write' } } as const;
  for (const app of [quiet, poor]) github().world.register(app, github().world.account('others'));
  const repository = await shop(github());
  await repository.push('feature', { files: { a: '1' } });
  const pullRequest = await repository.openPullRequest({ head: 'feature' });
  pullRequest.comment('alice', 'Hello');
  const of = (app: number) =>
    github()
      .deliveries.all.filter((each) => each.app === app)
      .map(({ event }) => event);
  expect(of(7)).toEqual(['push', 'check_suite', 'push', 'check_suite', 'pull_request', 'issue_comment'].slice(2));
  expect(of(8)).toEqual(['check_suite', 'issue_comment']);
  // Comments below pull requests are comments of issues: reading those is another permission.
  expect(of(9)).toEqual([]);
});

test('an installation is told about itself', async () => {
  const repository = await shop(github(), { installed: false });
  const other = await shop(github(), { name: 'billing', installed: false });
  const installation = github().install(github().app(), 'acme', [repository]);
  github().addRepositories(installation, [other]);
  github().removeRepositories(installation, [repository]);
  github().suspend(installation);
  github().unsuspend(installation);
  github().uninstall(installation);
  const told = github().deliveries.all.map(({ event, action, body }) => {
    const { repositories = [], repositories_added: added = [], repositories_removed: removed = [] } = JSON.parse(body);
    return [event, action, [...repositories, ...added, ...removed].map((each: { name: string }) => each.name)];
  });
  expect(told).toEqual([
    ['installation', 'created', ['shop']],
    ['installation_repositories', 'added', ['billing']],
    ['installation_repositories', 'removed', ['shop']],
    ['installation', 'suspend', []],
    ['installation', 'unsuspend', []],
    ['installation', 'deleted', ['billing']],
  ]);
});
