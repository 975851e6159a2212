import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { createGithub, type Github } from '../../src/github/api/github-client.js';

export interface WireRequest {
  readonly method: string;
  /** With the query. */
  readonly url: string;
  readonly authorization: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever was sent.
  readonly body: any;
}

export interface WireAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Instead of JSON. */
  readonly bytes?: Buffer;
  /** JSON as it is. */
  readonly json?: string;
  /** Breaks the connection instead, or in the middle of the answer. */
  readonly broken?: 'before' | 'within';
}

export interface WireOptions {
  readonly prefix?: string;
  answered?(status: number | undefined): void;
}

export type WireScript = (request: WireRequest, count: number) => WireAnswer | Promise<WireAnswer>;

export interface Wire {
  readonly github: Github;
  readonly url: string;
  /** All requests but those for tokens. */
  readonly requests: readonly WireRequest[];
  readonly tokens: readonly WireRequest[];
  close(): Promise<void>;
}

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});

/** A server that hands out tokens and answers everything else by a script. `count` is the number of requests like this one before it. */
export async function startWire(
  script: WireScript,
  { prefix = '', answered = () => {} }: WireOptions = {},
): Promise<Wire> {
  const requests: WireRequest[] = [];
  const tokens: WireRequest[] = [];
  const server = createServer(async (incoming, response) => {
    const request = await readRequest(incoming);
    const forToken = request.url.endsWith('/access_tokens');
    const like = requests.filter(({ method, url }) => method === request.method && url === request.url).length;
    (forToken ? tokens : requests).push(request);
    const scripted = await script(request, forToken ? tokens.length - 1 : like);
    send(response, forToken && scripted.status === undefined ? token(tokens.length) : scripted);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const url = `http://127.0.0.1:${port}${prefix}`;
  return {
    github: createGithub({ appId: 7, privateKey, baseUrl: url, answered }),
    url,
    requests,
    tokens,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function token(number: number): WireAnswer {
  return {
    status: 201,
    body: { token: `ghs_secret${number}`, expires_at: new Date(Date.now() + 3_600_000).toISOString(), permissions: {} },
  };
}

async function readRequest(incoming: IncomingMessage): Promise<WireRequest> {
  const body = await buffer(incoming);
  return {
    method: incoming.method ?? '',
    url: incoming.url ?? '',
    authorization: incoming.headers.authorization ?? '',
    body: body.length > 0 ? JSON.parse(body.toString()) : undefined,
  };
}

function send(
  response: ServerResponse,
  { status = 200, headers = {}, body = {}, bytes, json, broken }: WireAnswer,
): void {
  if (broken === 'before') {
    response.destroy();
    return;
  }
  const sent = bytes ?? Buffer.from(json ?? JSON.stringify(body));
  const type = bytes === undefined ? 'application/json; charset=utf-8' : 'application/x-gzip';
  response.writeHead(status, { 'content-type': type, 'content-length': sent.length, ...headers });
  if (broken === 'within') response.write(sent.subarray(0, sent.length / 2), () => response.destroy());
  else response.end(sent);
}
