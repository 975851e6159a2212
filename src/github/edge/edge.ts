import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import type { Log } from '../../log/log.js';
import type { Metrics } from '../../metrics.js';
import type { DeliveryReceiver } from '../delivery.js';
import { plain, type Reply, send } from './reply.js';
import { WebhookEndpoint } from './webhook-endpoint.js';

export const WEBHOOK_PATH = '/api/github/webhooks';

/** Pages that the edge shows beside its own paths. */
export interface Pages {
  /** Undefined when there is no such page. */
  answer(request: IncomingMessage, url: URL): Promise<Reply | undefined>;
}

export interface EdgeOptions {
  readonly host: string;
  /** 0 is any that is free. */
  readonly port: number;
  /** Undefined while nobody can take deliveries: they are refused, and GitHub keeps them. */
  readonly receiver: () => DeliveryReceiver | undefined;
  /** Why nothing can be done at the moment; empty when all is well. */
  readonly reasonsNotReady: () => Promise<readonly string[]>;
  readonly pages: () => Pages | undefined;
  readonly metrics: Metrics;
  readonly log: Log;
}

export interface Edge {
  readonly port: number;
  /** Answers what has come in, takes nothing more. */
  stop(): Promise<void>;
}

/** A delivery of 25 MB gets through a slow line in this time; GitHub itself waits for ten seconds. */
const REQUEST_TIMEOUT_MS = 30_000;
const HEADERS_TIMEOUT_MS = 10_000;
const TIMEOUTS_CHECKED_EVERY_MS = 2_000;
/** Clients that were refused in the middle of their body may finish it, so that they read the answer. */
const LINGER_MS = 2_000;
const READY_WITHIN_MS = 3_000;
const MAX_CONNECTIONS = 1_000;
const MAX_HEADER_BYTES = 16 * 1024;

/** Listens for GitHub's deliveries, and for those who look after the server. */
export async function startEdge(options: EdgeOptions): Promise<Edge> {
  const edge = new EdgeServer(options);
  await edge.listen(options.host, options.port);
  return edge;
}

class EdgeServer implements Edge {
  readonly #options: EdgeOptions;
  readonly #webhooks: WebhookEndpoint;
  readonly #server: Server;
  #stopping = false;

  constructor(options: EdgeOptions) {
    this.#options = options;
    this.#webhooks = new WebhookEndpoint(options);
    this.#server = createServer(
      {
        requestTimeout: REQUEST_TIMEOUT_MS,
        headersTimeout: HEADERS_TIMEOUT_MS,
        connectionsCheckingInterval: TIMEOUTS_CHECKED_EVERY_MS,
        maxHeaderSize: MAX_HEADER_BYTES,
      },
      (request, response) => void this.#answer(request, response),
    );
    this.#server.maxConnections = MAX_CONNECTIONS;
  }

  async listen(host: string, port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, host, () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
  }

  get port(): number {
    const address: AddressInfo | string | null = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('The edge does not listen on a port.');
    return address.port;
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await promisify(this.#server.close.bind(this.#server))();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // Connections end by timeouts and by clients that leave; neither is news.
    request.on('error', () => undefined);
    response.on('error', () => undefined);
    const reply = await this.#replyTo(request);
    if (this.#stopping) response.setHeader('connection', 'close');
    if (!response.destroyed) send(reply, response, { head: request.method === 'HEAD' });
    if (!request.complete) linger(request);
  }

  async #replyTo(request: IncomingMessage): Promise<Reply> {
    try {
      return await this.#route(request);
    } catch (error) {
      this.#options.log.error('A request failed', { outcome: 'failed', error });
      return plain(500, 'This is a bug in Plumbline; its log says more.');
    }
  }

  async #route(request: IncomingMessage): Promise<Reply> {
    const url = urlOf(request);
    switch (url?.pathname) {
      case undefined:
        return plain(400, 'This is no path.');
      case WEBHOOK_PATH:
        return request.method === 'POST' ? this.#webhooks.answer(request) : notAllowed('POST');
      case '/healthz':
        return isReading(request) ? plain(200, 'ok') : notAllowed('GET, HEAD');
      case '/readyz':
        return isReading(request) ? this.#readiness() : notAllowed('GET, HEAD');
      case '/metrics':
        return isReading(request) ? this.#metrics() : notAllowed('GET, HEAD');
    }
    const page = url && (await this.#options.pages()?.answer(request, url));
    return page ?? plain(404, 'There is nothing here.');
  }

  async #readiness(): Promise<Reply> {
    const reasons = this.#stopping ? ['it is stopping'] : await this.#reasonsNotReady();
    return reasons.length === 0
      ? plain(200, 'ready')
      : plain(503, reasons.map((reason) => `not ready: ${reason}`).join('\n'));
  }

  async #reasonsNotReady(): Promise<readonly string[]> {
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<readonly string[]>((resolve) => {
      timer = setTimeout(resolve, READY_WITHIN_MS, ['the services that it needs do not answer']);
    });
    try {
      return await Promise.race([this.#options.reasonsNotReady(), tooLate]);
    } finally {
      clearTimeout(timer);
    }
  }

  async #metrics(): Promise<Reply> {
    const { metrics } = this.#options;
    return { status: 200, body: await metrics.text(), type: metrics.contentType };
  }
}

function urlOf({ url = '/' }: IncomingMessage): URL | undefined {
  const target = `http://edge${url.startsWith('/') ? url : '/'}`;
  return URL.canParse(target) ? new URL(target) : undefined;
}

function isReading({ method }: IncomingMessage): boolean {
  return method === 'GET' || method === 'HEAD';
}

function notAllowed(allow: string): Reply {
  return plain(405, `Only ${allow} is answered here.`, { allow });
}

/** Reads on and throws away, for a moment. */
function linger(request: IncomingMessage): void {
  const end = setTimeout(() => request.destroy(), LINGER_MS).unref();
  request.once('close', () => clearTimeout(end));
  request.resume();
}
