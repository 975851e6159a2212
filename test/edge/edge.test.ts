import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { Webhooks } from '@octokit/webhooks';
import type { Delivery, DeliveryReceipt } from '../../src/github/delivery.js';
import { type Edge, startEdge } from '../../src/github/edge/edge.js';
import { Metrics } from '../../src/metrics.js';
import { someCredentials } from '../support/credentials.js';
import { keptLog } from '../support/log-lines.js';

const { webhookSecret } = someCredentials();
const BODY = JSON.stringify({ action: 'opened', title: 'private words', installation: { id: 77 } });
const DELIVERY = '72d3162e-cc78-11e3-81ab-4c9367dc0958';

const running: Edge[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((edge) => edge.stop()));
});

interface Behaviour {
  readonly receive?: (delivery: Delivery) => Promise<DeliveryReceipt>;
  readonly reasonsNotReady?: () => Promise<readonly string[]>;
  readonly withoutReceiver?: boolean;
}

async function edgeThat({ receive, reasonsNotReady = async () => [], withoutReceiver = false }: Behaviour = {}) {
  const taken: Delivery[] = [];
  const receiver = {
    webhookSecret,
    receive: async (delivery: Delivery) => {
      taken.push(delivery);
      return receive === undefined ? 'accepted' : receive(delivery);
    },
  } as const;
  const { log, lines, text } = keptLog();
  const metrics = new Metrics();
  const edge = await startEdge({
    host: '127.0.0.1',
    port: 0,
    receiver: () => (withoutReceiver ? undefined : receiver),
    reasonsNotReady,
    pages: () => undefined,
    metrics,
    log,
  });
  running.push(edge);
  return { edge, url: `http://127.0.0.1:${edge.port}`, taken, lines, logged: text, metrics };
}

async function signedHeaders(body: string, secret = webhookSecret): Promise<Record<string, string>> {
  return {
    'content-type': 'application/json',
    'x-github-event': 'pull_request',
    'x-github-delivery': DELIVERY,
    'x-hub-signature-256': await new Webhooks({ secret }).sign(body),
  };
}

async function deliver(url: string, body: string | Buffer, headers: Record<string, string>) {
  const response = await fetch(`${url}/api/github/webhooks`, { method: 'POST', body, headers });
  return { status: response.status, text: await response.text() };
}

describe('a delivery', () => {
  test('with the right signature is taken', async () => {
    const { url, taken } = await edgeThat();
    expect(await deliver(url, BODY, await signedHeaders(BODY))).toEqual({ status: 202, text: '' });
    expect(taken).toEqual([{ id: DELIVERY, name: 'pull_request', payload: JSON.parse(BODY) }]);
  });

  test('that asks for nothing, or is not understood, is taken too: to send it again would not help', async () => {
    for (const receipt of ['ignored', 'malformed'] as const) {
      const { url } = await edgeThat({ receive: async () => receipt });
      expect(await deliver(url, BODY, await signedHeaders(BODY))).toEqual({ status: 202, text: '' });
    }
  });

  test.each([
    ['another secret', async () => signedHeaders(BODY, 'another secret')],
    ['the default secret of Probot', async () => signedHeaders(BODY, 'development')],
    ['another body', async () => signedHeaders(`${BODY} `)],
    ['no key', async () => ({ ...(await signedHeaders(BODY)), 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` })],
  ])('signed with %s is refused, and nothing of it is written', async (_, headers) => {
    const { url, taken, lines, logged } = await edgeThat();
    const text = 'The signature is not that of the webhook secret.\n';
    expect(await deliver(url, BODY, await headers())).toEqual({ status: 401, text });
    expect(taken).toEqual([]);
    expect(lines).toHaveLength(1);
    expect(logged()).not.toContain('private words');
  });

  test.each([
    ['x-hub-signature-256', undefined],
    ['x-hub-signature-256', 'sha1=0123456789'],
    ['x-github-delivery', undefined],
    ['x-github-delivery', '../../etc'],
    ['x-github-event', undefined],
    ['x-github-event', '__proto__'],
  ])('with the header %s: %s is refused', async (name, value) => {
    const { url, taken } = await edgeThat();
    const { [name]: _, ...others } = await signedHeaders(BODY);
    const text = 'These headers of a delivery are needed: x-github-delivery, x-github-event, x-hub-signature-256.\n';
    expect(await deliver(url, BODY, value === undefined ? others : { ...others, [name]: value })).toEqual({
      status: 400,
      text,
    });
    expect(taken).toEqual([]);
  });

  test.each(['application/x-www-form-urlencoded', 'text/plain', 'application/jsonp'])(
    'as %s is refused',
    async (type) => {
      const { url, taken } = await edgeThat();
      const headers = { ...(await signedHeaders(BODY)), 'content-type': type };
      expect((await deliver(url, BODY, headers)).status).toBe(415);
      expect(taken).toEqual([]);
    },
  );

  test.each(['', '[]', 'null', '"pull_request"', '{"action":'])('whose body is %j is refused', async (body) => {
    const { url, taken } = await edgeThat();
    const headers = body === '' ? await signedHeaders('x') : await signedHeaders(body);
    expect((await deliver(url, body, headers)).status).toBe(body === '' ? 401 : 400);
    expect(taken).toEqual([]);
  });

  test('that could not be stored is to be sent again, and the sender is not told why', async () => {
    const { url, lines } = await edgeThat({
      receive: async () => {
        throw Object.assign(new Error('no connection to db.internal'), { event: { payload: 'private words' } });
      },
    });
    const text = 'The delivery could not be stored.\n';
    expect(await deliver(url, BODY, await signedHeaders(BODY))).toEqual({ status: 503, text });
    expect(lines).toEqual([
      {
        level: 'error',
        message: 'A delivery could not be stored',
        delivery: DELIVERY,
        event: 'pull_request',
        outcome: 'failed',
        error: { name: 'Error', message: 'no connection to db.internal', stack: expect.any(Array) },
      },
    ]);
  });

  test('before there are credentials is to be sent again', async () => {
    const { url, taken } = await edgeThat({ withoutReceiver: true });
    const text = 'Plumbline is not ready yet.\n';
    expect(await deliver(url, BODY, await signedHeaders(BODY))).toEqual({ status: 503, text });
    expect(taken).toEqual([]);
  });

  test.each(['GET', 'PUT', 'DELETE'])('by %s is not answered', async (method) => {
    const { url } = await edgeThat();
    const response = await fetch(`${url}/api/github/webhooks`, { method });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  });
});

describe('a large body', () => {
  const MAX = 25 * 1024 * 1024;

  test('of 25 MB is taken', async () => {
    const { url, taken } = await edgeThat();
    const body = `{"filler":"${'x'.repeat(MAX - 13)}"}`;
    expect(body).toHaveLength(MAX);
    expect((await deliver(url, body, await signedHeaders(body))).status).toBe(202);
    expect(taken).toHaveLength(1);
  });

  test('that is announced as larger is refused before it is sent', async () => {
    const { edge } = await edgeThat();
    const sent = httpRequest({
      port: edge.port,
      host: '127.0.0.1',
      path: '/api/github/webhooks',
      method: 'POST',
      headers: { ...(await signedHeaders(BODY)), 'content-length': MAX + 1 },
    });
    sent.flushHeaders();
    const [response] = await once(sent, 'response');
    expect(response.statusCode).toBe(413);
    sent.on('error', () => undefined);
    sent.destroy();
  });

  test('that is sent in pieces is refused at its first byte too many', async () => {
    const { edge, taken } = await edgeThat();
    const sent = httpRequest({
      port: edge.port,
      host: '127.0.0.1',
      path: '/api/github/webhooks',
      method: 'POST',
      headers: { ...(await signedHeaders(BODY)), 'transfer-encoding': 'chunked' },
    });
    sent.on('error', () => undefined);
    const answered = once(sent, 'response');
    sent.write(Buffer.alloc(MAX));
    sent.write('x');
    const [response] = await answered;
    expect(response.statusCode).toBe(413);
    expect(taken).toEqual([]);
    sent.destroy();
  });

  test('that breaks off harms nobody', async () => {
    const { edge, url, taken, lines } = await edgeThat();
    const socket = connect(edge.port, '127.0.0.1');
    const headers = Object.entries(await signedHeaders(BODY)).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(`POST /api/github/webhooks HTTP/1.1\r\nhost: x\r\n${headers.join('')}content-length: 900\r\n\r\n{"a`);
    await once(socket, 'connect');
    socket.destroy();
    await once(socket, 'close');
    expect((await deliver(url, BODY, await signedHeaders(BODY))).status).toBe(202);
    expect(taken).toHaveLength(1);
    expect(lines).toEqual([]);
  });
});

describe('whoever looks after the server', () => {
  async function got(url: string) {
    const response = await fetch(url);
    return [response.status, await response.text()];
  }

  test('sees that the process lives, whatever else is the matter', async () => {
    const { url } = await edgeThat({ withoutReceiver: true, reasonsNotReady: async () => ['the database is gone'] });
    expect(await got(`${url}/healthz`)).toEqual([200, 'ok\n']);
  });

  test('sees that it is ready', async () => {
    const { url } = await edgeThat();
    expect(await got(`${url}/readyz`)).toEqual([200, 'ready\n']);
  });

  test('sees why it is not ready', async () => {
    const reasons = ['the database does not answer', 'the workflows are not started'];
    const { url } = await edgeThat({ reasonsNotReady: async () => reasons });
    expect(await got(`${url}/readyz`)).toEqual([
      503,
      'not ready: the database does not answer\nnot ready: the workflows are not started\n',
    ]);
  });

  test('is told of a bug without its text', async () => {
    const { url, lines } = await edgeThat({ reasonsNotReady: () => Promise.reject(new Error('secret cause')) });
    expect(await got(`${url}/readyz`)).toEqual([500, 'This is a bug in Plumbline; its log says more.\n']);
    expect(lines).toMatchObject([{ level: 'error', message: 'A request failed', error: { message: 'secret cause' } }]);
  });

  test('sees deliveries by event and outcome, and labels that nobody can make up', async () => {
    const { url } = await edgeThat();
    await deliver(url, BODY, await signedHeaders(BODY));
    await deliver(url, BODY, { ...(await signedHeaders(BODY, 'wrong')), 'x-github-event': 'made_up' });
    const [status, text] = await got(`${url}/metrics`);
    expect(status).toBe(200);
    expect(String(text).match(/^plumbline_deliver.*(?:total|count).* \d+$/gm)).toEqual([
      'plumbline_deliveries_total{event="pull_request",outcome="accepted"} 1',
      'plumbline_deliveries_total{event="other",outcome="unsigned"} 1',
      'plumbline_delivery_seconds_count 1',
    ]);
    expect(text).toContain('process_resident_memory_bytes');
  });

  test.each([
    ['/', 404],
    ['/api/github/webhooks/', 404],
    ['/setup', 404],
    ['/..%2f', 404],
    ['//example.com/healthz', 404],
  ])('finds nothing at %s', async (path, status) => {
    const { edge } = await edgeThat();
    const sent = httpRequest({ port: edge.port, host: '127.0.0.1', path }).end();
    const [response] = await once(sent, 'response');
    response.resume();
    expect(response.statusCode).toBe(status);
  });

  test.each(['/healthz', '/readyz', '/metrics'])('only reads %s', async (path) => {
    const { url } = await edgeThat();
    expect((await fetch(url + path, { method: 'POST' })).status).toBe(405);
    const head = await fetch(url + path, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });
});

describe('an edge that stops', () => {
  test('answers what came in, and takes nothing more', async () => {
    let store: (() => void) | undefined;
    const { edge, url } = await edgeThat({
      receive: () => new Promise((resolve) => (store = () => resolve('accepted'))),
    });
    const answer = deliver(url, BODY, await signedHeaders(BODY));
    while (store === undefined) await new Promise(setImmediate);
    const stopped = edge.stop();
    running.splice(0);
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
    store();
    expect((await answer).status).toBe(202);
    await stopped;
  });

  test('is not ready on connections that are still open', async () => {
    let store: (() => void) | undefined;
    const { edge, url } = await edgeThat({
      receive: () => new Promise((resolve) => (store = () => resolve('accepted'))),
    });
    const socket = connect(edge.port, '127.0.0.1').setEncoding('utf8');
    socket.write('GET /healthz HTTP/1.1\r\nhost: x\r\n\r\nGET ');
    const [first] = await once(socket, 'data');
    expect(first).toMatch(/^HTTP\/1\.1 200 /);
    const answer = deliver(url, BODY, await signedHeaders(BODY));
    while (store === undefined) await new Promise(setImmediate);
    const stopped = edge.stop();
    running.splice(0);
    socket.write('/readyz HTTP/1.1\r\nhost: x\r\n\r\n');
    const [second] = await once(socket, 'data');
    expect(second).toMatch(/^HTTP\/1\.1 503 [\s\S]*connection: close[\s\S]*not ready: it is stopping\n$/i);
    store();
    await answer;
    await stopped;
  });
});
