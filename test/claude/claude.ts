import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { accessProblem } from './access.js';
import { MessagesRequest } from './messages-request.js';
import { failing, type Play } from './play.js';
import { PromptCache } from './prompt-cache.js';
import { errorReply, messageReply, type Reply, requestId } from './reply.js';

export interface ClaudeOptions {
  /** What it accepts as `Authorization: Bearer`. */
  readonly key?: string;
  /** Plays what `plays` did not ask for; without, that is an error 500. */
  readonly otherwise?: (request: ReceivedRequest) => Play;
}

/** A request that was right. */
export interface ReceivedRequest {
  /** `/v1/messages`, or `/anthropic/v1/messages` as Bedrock has it. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: MessagesRequest;
  /** Of the last turn. */
  readonly text: string;
}

/** Starts a Messages API of our own on a free port: the wire is Claude's, the words are a test's. */
export async function startClaude(options: ClaudeOptions = {}): Promise<Claude> {
  const claude = new Claude(options);
  await claude.listen();
  return claude;
}

/** The Messages API as a test sees it: it says what is answered, and looks at what was asked. */
export class Claude {
  readonly key: string;
  /** Those that were right, oldest first. Each attempt is one. */
  readonly requests: ReceivedRequest[] = [];
  /** Why others were answered with 400 or 401, in words. */
  readonly refusals: string[] = [];
  /** May be exchanged at any time. */
  otherwise: (request: ReceivedRequest) => Play;
  readonly #script: Play[] = [];
  readonly #cache = new PromptCache();
  readonly #server: Server = createServer((request, response) => {
    this.#respond(request, response).catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : undefined),
    );
  });
  #highest = 0;
  #current = 0;

  constructor({ key = 'key-of-the-double', otherwise = () => failing(500) }: ClaudeOptions) {
    this.key = key;
    this.otherwise = otherwise;
  }

  async listen(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  /** Without a slash at the end: for ANTHROPIC_BASE_URL. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The most requests that were unanswered at the same time. */
  get highestConcurrency(): number {
    return this.#highest;
  }

  /** Each of the next requests is played one of these, before anything else is. */
  plays(...script: readonly Play[]): void {
    this.#script.push(...script);
  }

  /** Breaks what still waits. */
  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #respond(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#current += 1;
    this.#highest = Math.max(this.#highest, this.#current);
    response.once('close', () => {
      this.#current -= 1;
    });
    const received = this.#receive(incoming, await textOf(incoming));
    if ('status' in received) return send(received, response);
    this.requests.push(received);
    await this.#play(this.#script.shift() ?? this.otherwise(received), received, response);
  }

  #receive(incoming: IncomingMessage, text: string): ReceivedRequest | Reply {
    const path = (incoming.url ?? '/').replace(/\?.*$/, '');
    const problem = accessProblem(incoming, path, this.key);
    if (problem !== undefined) return this.#refuse(problem.status, problem.message);
    const parsed = MessagesRequest.safeParse(jsonOf(text));
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      return this.#refuse(400, [issue?.path.join('.'), issue?.message].filter(Boolean).join(': '));
    }
    return { path, headers: incoming.headers, body: parsed.data, text: lastTurn(parsed.data) };
  }

  #refuse(status: 400 | 401 | 404, message: string): Reply {
    this.refusals.push(`${status} ${message}`);
    return errorReply(status, message);
  }

  async #play(play: Play, request: ReceivedRequest, response: ServerResponse): Promise<void> {
    switch (play.kind) {
      case 'message':
        return send(messageReply(request.body, play, this.#cache.count(request.body)), response);
      case 'error':
        return send(errorReply(play.status, undefined, play.headers), response);
      case 'dropped':
        response.destroy();
        return;
      case 'stalled':
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': 4096 });
        response.write('{"id": "msg_');
        return;
      case 'delayed':
        await sleep(play.milliseconds, undefined, { ref: false });
        return this.#play(play.then, request, response);
      case 'held':
        await play.until;
        return this.#play(play.then, request, response);
    }
  }
}

function send({ status, headers, body }: Reply, response: ServerResponse): void {
  response.writeHead(status, { 'content-type': 'application/json', 'request-id': requestId(), ...headers });
  response.end(JSON.stringify(body));
}

async function textOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function lastTurn({ messages }: MessagesRequest): string {
  const content = messages.at(-1)?.content ?? '';
  return typeof content === 'string' ? content : content.map(({ text }) => text).join('');
}
