import type { IncomingMessage } from 'node:http';
import type { GraphqlEndpoint } from '../graphql/endpoint.js';
import type { Judge } from '../judge/judge.js';
import type { Call, Reply, Services } from './call.js';
import { Failure, invalid, notFound, unauthorized } from './failure.js';
import type { LoggedRequest } from './request-log.js';
import type { Match, Router } from './router.js';
import type { Caller } from './tokens.js';

/** A request as it came in, its body read. */
export interface Incoming {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** Answers requests to the API: who asks, may they, is it right, then the route, then a look at the reply. */
export class Api {
  readonly #services: Services;
  readonly #judge: Judge;
  readonly #router: Router;
  readonly #graphql: GraphqlEndpoint;

  constructor(services: Services, judge: Judge, router: Router, graphql: GraphqlEndpoint) {
    this.#services = services;
    this.#judge = judge;
    this.#router = router;
    this.#graphql = graphql;
  }

  async answer(incoming: Incoming, path: string, logged: LoggedRequest): Promise<Reply> {
    try {
      const caller = this.#services.tokens.caller(incoming.headers.authorization);
      if (caller.kind === 'installation') logged.installation = caller.token.installation.id;
      const headers = this.#count(caller, path);
      const reply =
        path === '/graphql'
          ? await this.#answerGraphql(incoming, caller, logged)
          : await this.#answerRest(incoming, path, caller, logged);
      return { ...reply, headers: { ...headers, ...reply.headers } };
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return { status: error.status, body: error.body, headers: error.headers };
    }
  }

  #count(caller: Caller, path: string): Readonly<Record<string, string>> {
    if (caller.kind !== 'installation' || path === '/rate_limit') return {};
    return this.#services.limits.count(caller.token, path === '/graphql' ? 'graphql' : 'core');
  }

  async #answerRest(incoming: Incoming, path: string, caller: Caller, logged: LoggedRequest): Promise<Reply> {
    const match = this.#router.find(incoming.method, path);
    if (match === undefined) return this.#unknown(incoming, path);
    logged.operation = match.route.operation;
    const reply = await this.#judged(match, this.#callOf(incoming, match, caller));
    if (reply.bytes === undefined && reply.stream === undefined) {
      this.#judge.reply(match.route.operation, reply.status, reply.body);
    }
    return reply;
  }

  /** The double knows fewer operations than GitHub: asking for another is told apart from a 404. */
  #unknown({ method }: Incoming, path: string): Reply {
    this.#judge.record('request', `${method} ${path}`, ['it is not among the operations of the double']);
    throw notFound();
  }

  async #judged(match: Match, call: Call): Promise<Reply> {
    const problems = this.#judge.request(match.route.operation, {
      path: match.path,
      query: call.query,
      body: call.body,
    });
    try {
      if (problems.length > 0) throw invalid(`Invalid request.\n\n${problems.join('\n')}`);
      return await match.route.answer(call);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return { status: error.status, body: error.body, headers: error.headers };
    }
  }

  #callOf({ url, headers, body }: Incoming, { path }: Match, caller: Caller): Call {
    const address = `${url.origin}${url.pathname}`;
    return {
      ...this.#services,
      caller,
      path,
      query: url.searchParams,
      body: jsonOf(body),
      accept: headers.accept ?? '',
      address,
    };
  }

  #answerGraphql({ method, body }: Incoming, caller: Caller, logged: LoggedRequest): Promise<Reply> {
    if (method !== 'POST') throw notFound();
    if (caller.kind !== 'installation') throw unauthorized('This endpoint requires you to be authenticated.');
    return this.#graphql.answer(jsonOf(body), caller.token, logged);
  }
}

function jsonOf(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new Failure(400, 'Problems parsing JSON');
  }
}
