import { createHmac, randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { expect } from '@jest/globals';
import type { Delivery } from '../github/deliveries/delivery.js';
import type { Serving } from '../support/serving.js';
import { ownComments, traces } from '../support/shop-on-github.js';
import type { Attack, Target } from './attack.js';

export const deliveryAttacks: readonly Attack[] = [
  {
    name: 'a delivery that nobody signed',
    resist: (target) => refused(target, 400, ({ 'x-hub-signature-256': _, ...headers }) => headers),
  },
  {
    name: 'a delivery with a signature of the old kind alone (SHA-1)',
    resist: (target) =>
      refused(target, 400, ({ 'x-hub-signature-256': _, ...headers }, body) => ({
        ...headers,
        'x-hub-signature': `sha1=${createHmac('sha1', secretOf(target.serving)).update(body).digest('hex')}`,
      })),
  },
  {
    name: 'a delivery with a made-up signature',
    resist: (target) =>
      refused(
        target,
        401,
        signedWith(() => `sha256=${'0'.repeat(64)}`),
      ),
  },
  {
    name: 'a delivery that is signed with another secret',
    resist: (target) =>
      refused(
        target,
        401,
        signedWith((body) => signature(body, 'development')),
      ),
  },
  {
    name: 'a delivery that was changed after it was signed',
    resist: async (target) => {
      const headers = headersFor('{}', target.serving);
      await refused(target, 401, (given) => ({
        ...given,
        'x-hub-signature-256': headers['x-hub-signature-256'] ?? '',
      }));
    },
  },
  {
    name: 'a signed delivery as a form',
    resist: (target) =>
      refused(target, 415, (headers) => ({ ...headers, 'content-type': 'application/x-www-form-urlencoded' })),
  },
  {
    name: 'a signed delivery whose JSON is cut off',
    resist: async ({ serving, shop }) => {
      const pullRequest = await shop.pullRequest();
      const before = traces(pullRequest);
      const { body } = opened(serving);
      const cut = body.slice(0, -20);
      expect(await send(serving, cut, headersFor(cut, serving))).toBe(400);
      await serving.settled();
      expect(traces(pullRequest)).toEqual(before);
      expect(await send(serving, body, headersFor(body, serving))).toBe(202);
    },
  },
  {
    name: 'a delivery that is larger than any of GitHub, told and untold',
    resist: async ({ serving }) => {
      const large = `{"a":"${'x'.repeat(25 * 1024 * 1024)}"}`;
      expect(await send(serving, large, headersFor(large, serving))).toBe(413);
      expect(await sendUntold(serving, large)).toBe(413);
      const small = '{"a":"x"}';
      expect(await send(serving, small, headersFor(small, serving))).toBe(202);
    },
  },
  {
    name: 'a delivery that is sent again under its own name',
    resist: async ({ serving, shop }) => {
      const pullRequest = await shop.pullRequest();
      pullRequest.comment('alice', '/plumbline recheck');
      await serving.settled();
      const before = traces(pullRequest);
      expect(before.runs.length).toBe(2);
      serving.github.deliveries.redeliver(latest(serving, 'issue_comment', 'created'));
      serving.github.deliveries.redeliver(latest(serving, 'pull_request', 'opened'));
      await serving.settled();
      expect(traces(pullRequest)).toEqual(before);
    },
  },
  {
    name: 'an old delivery that is sent again under a new name',
    resist: async ({ serving, shop }) => {
      const pullRequest = await shop.pullRequest();
      const { body } = opened(serving);
      await pullRequest.push({ files: { 'README.md': '# Shop\n' } });
      await serving.settled();
      const before = traces(pullRequest);
      expect(await send(serving, body, headersFor(body, serving))).toBe(202);
      await serving.settled();
      expect(traces(pullRequest)).toEqual(before);
      expect(shop.check(pullRequest).conclusion).toBe('failure');
    },
  },
  {
    name: 'a command that is sent again under a new name',
    resist: async ({ serving, shop }) => {
      const pullRequest = await shop.pullRequest();
      pullRequest.comment('alice', '/plumbline fix all');
      await serving.settled();
      const { body } = latest(serving, 'issue_comment', 'created');
      expect(pullRequest.heads.length).toBe(2);
      // The finding is back; whoever kept the command's payload must not have it fixed in the name of Alice.
      await pullRequest.push({ files: { 'k8s/production/web.yaml': await webBefore(pullRequest.heads[0], shop) } });
      await serving.settled();
      const before = traces(pullRequest);
      expect(await send(serving, body, headersFor(body, serving, 'issue_comment'))).toBe(202);
      await serving.settled();
      expect(traces(pullRequest)).toEqual(before);
      pullRequest.comment('alice', '/plumbline help');
      await serving.settled();
      expect(ownComments(pullRequest).join()).toContain('/plumbline help');
    },
  },
  {
    name: 'a flood of made-up events, actions and senders that would fill the metrics with labels',
    resist: async ({ serving }) => {
      const series = async () => (await metrics(serving)).filter((line) => line.startsWith('plumbline_')).length;
      const flood = async (name: string, headers: Readonly<Record<string, string>>) => {
        const body = JSON.stringify({ action: name, sender: { login: name } });
        await send(serving, body, { ...headersFor(body, serving, name), ...headers });
      };
      for (const headers of [{}, { 'x-hub-signature-256': 'none' }]) await flood('event_of_nobody', headers);
      const before = await series();
      for (let count = 0; count < 25; count++) {
        await flood(`event_${'abcdefghijklmnopqrstuvwxyz'[count]}`, {});
        await flood(`Event ${count}`, { 'x-hub-signature-256': `sha256=${count}` });
      }
      expect(await series()).toBe(before);
      const told = (await metrics(serving)).find((line) => line.includes('event="other",outcome="ignored"'));
      expect(Number(told?.split(' ').at(-1))).toBeGreaterThanOrEqual(26);
    },
  },
];

type Headers = Readonly<Record<string, string>>;

/** The delivery of a pull request that was opened while nothing was sent, as the attacker sends it, and then as GitHub does. */
async function refused(
  { serving, shop }: Target,
  status: number,
  forge: (headers: Headers, body: string) => Headers,
): Promise<void> {
  const { deliveries } = serving.github;
  deliveries.pause();
  const pullRequest = await shop.open({ 'k8s/production/web.yaml': 'a: 1\n' });
  const { body } = opened(serving);
  expect(await send(serving, body, forge(headersFor(body, serving), body))).toBe(status);
  await serving.settled();
  expect(shop.repository.checkRuns(pullRequest.headSha)).toEqual([]);
  deliveries.resume();
  await serving.settled();
  expect(shop.check(pullRequest).status).toBe('completed');
}

function signedWith(sign: (body: string) => string) {
  return (headers: Headers, body: string): Headers => ({ ...headers, 'x-hub-signature-256': sign(body) });
}

function headersFor(body: string, serving: Serving, event = 'pull_request'): Headers {
  return {
    'content-type': 'application/json',
    'x-github-event': event,
    'x-github-delivery': randomUUID(),
    'x-hub-signature-256': signature(body, secretOf(serving)),
  };
}

function signature(body: string, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

function secretOf({ github }: Serving): string {
  return github.app().webhookSecret ?? '';
}

function opened(serving: Serving): Delivery {
  return latest(serving, 'pull_request', 'opened');
}

function latest({ github }: Serving, event: string, action: string): Delivery {
  const delivery = github.deliveries.latest(event, action);
  if (delivery === undefined) throw new Error(`There was no ${event}.${action}`);
  return delivery;
}

async function send(serving: Serving, body: string, headers: Headers): Promise<number> {
  const url = serving.github.app().webhookUrl ?? '';
  return (await fetch(url, { method: 'POST', body, headers })).status;
}

/** In chunks, without saying how much will come. */
function sendUntold(serving: Serving, body: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const headers = { ...headersFor(body, serving), 'transfer-encoding': 'chunked' };
    const sent = request(serving.github.app().webhookUrl ?? '', { method: 'POST', headers }, (response) => {
      resolve(response.statusCode);
      response.resume();
    });
    sent.on('error', () => resolve(undefined));
    sent.end(body);
  });
}

async function metrics({ url }: Serving): Promise<readonly string[]> {
  return (await (await fetch(`${url}/metrics`)).text()).split('\n');
}

async function webBefore(commit: string | undefined, { repository }: Target['shop']): Promise<string> {
  const object = await repository.git.object(`${commit}:k8s/production/web.yaml`);
  return object?.content.toString('utf8') ?? '';
}
