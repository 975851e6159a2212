import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Website } from '../website/website.js';
import type { Api, Incoming } from './api.js';
import type { Reply } from './call.js';
import type { FaultKind, Faults } from './faults.js';
import { secondaryLimit } from './limits.js';
import type { LoggedRequest } from './request-log.js';

/** Everything that one address answers. */
export interface Endpoints {
  readonly api: Api;
  /** The few pages and downloads that are not API. */
  readonly website: Website;
  readonly faults: Faults;
  /** Told of every request to the API when it begins. */
  log(request: LoggedRequest): void;
  /** Told of what should not happen. */
  crashed(error: unknown): void;
}

/** Listens on a free port of the loopback interface. */
export async function serve(endpoints: Endpoints): Promise<Server> {
  const server = createServer({ keepAlive: true }, (request, response) => {
    respond(endpoints, request, response).catch((error: unknown) => {
      // Clients may go away at any time; only what happens to those that wait is a bug.
      if (!request.socket.destroyed) endpoints.crashed(error);
      response.destroy();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

async function respond(endpoints: Endpoints, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const incoming = await read(request);
  const page = await endpoints.website.answer(incoming);
  if (page !== undefined) return send(page, response);
  const path = incoming.url.pathname.replace(/^\/api(?:\/v3)?(?=\/)/, '');
  const logged: LoggedRequest = { method: incoming.method, path };
  const began = performance.now();
  endpoints.log(logged);
  await answer(endpoints, incoming, logged, response);
  logged.milliseconds = performance.now() - began;
}

async function answer(
  { api, faults }: Endpoints,
  incoming: Incoming,
  logged: LoggedRequest,
  response: ServerResponse,
): Promise<void> {
  const fault = faults.draw(logged);
  if (fault !== undefined) logged.fault = fault;
  if (fault === 'timeout') {
    await sleep(faults.holdMilliseconds, undefined, { ref: false });
    response.destroy();
    return;
  }
  const reply = refusal(fault) ?? (await api.answer(incoming, logged.path, logged));
  if (fault === 'lost-response') {
    reply.stream?.destroy();
    response.destroy();
    return;
  }
  logged.status = reply.status;
  await send(reply, response);
}

function refusal(fault: FaultKind | undefined): Reply | undefined {
  switch (fault) {
    case '500':
      return { status: 500, body: { message: 'Server Error' } };
    case '502':
      return {
        status: 502,
        bytes: Buffer.from('<html><title>Unicorn!</title></html>'),
        headers: { 'content-type': 'text/html' },
      };
    case 'secondary': {
      const { status, body, headers } = secondaryLimit();
      return { status, body, headers };
    }
    default:
      return undefined;
  }
}

async function read(request: IncomingMessage): Promise<Incoming> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const url = new URL(request.url ?? '/', `http://${request.headers.host ?? 'localhost'}`);
  return { method: request.method ?? 'GET', url, headers: request.headers, body: Buffer.concat(chunks) };
}

async function send(reply: Reply, response: ServerResponse): Promise<void> {
  const headers = {
    server: 'github.com',
    'x-github-request-id': randomUUID(),
    'x-github-media-type': 'github.v3; format=json',
  };
  const type = reply.bytes === undefined && reply.stream === undefined ? 'application/json; charset=utf-8' : undefined;
  response.writeHead(reply.status, { ...headers, ...(type && { 'content-type': type }), ...reply.headers });
  if (reply.stream !== undefined) return pipeline(reply.stream, response);
  response.end(reply.bytes ?? (reply.body === undefined ? undefined : JSON.stringify(reply.body)));
}
