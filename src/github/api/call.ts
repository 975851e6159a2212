import { setTimeout as sleep } from 'node:timers/promises';
import type { ProbotOctokit } from 'probot';
import { GithubError } from '../github-error.js';
import { answeredStatus, failureOf } from './failure.js';
import { refusalWithin } from './graphql-problem.js';
import type { Lane } from './lane.js';

const TIMEOUT_MS = 10_000;
/** A read that got no answer is repeated so often. */
const REPETITIONS = 2;
/** A call that is refused by a limit is repeated so often, after the wait that GitHub demands. */
const WAITS = 2;

/** Where a call's token comes from. */
export interface Authorization {
  token(): Promise<string>;
  /** GitHub does not accept it any longer. */
  drop(token: string): void;
}

/** What the calls of one Octokit have in common. */
export interface Line {
  readonly lane: Lane;
  /** Absent where Octokit signs by itself. */
  readonly authorization?: Authorization;
  /** Hears of each answer: its status, or undefined when none came. */
  answered?(status: number | undefined): void;
}

/**
 * Makes every call of this Octokit keep the lane's pace, end after a time and fail with a `GithubError`. Reads that got no answer are
 * repeated; writes are not, for they may have been carried out.
 */
export function makeCallsThrough(octokit: ProbotOctokit, line: Line): void {
  const { lane, authorization } = line;
  octokit.hook.after('request', ({ status }) => line.answered?.(status));
  octokit.hook.error('request', (error) => {
    line.answered?.(answeredStatus(error));
    throw error;
  });
  octokit.hook.wrap('request', (request, options) => {
    const call = describeCall(options);
    const send = async () => {
      // Octokit hands on this object, whatever a hook calls the next one with.
      options.request = { ...options.request, signal: AbortSignal.timeout(call.timeoutMs) };
      const response = await (authorization ? authorized(request, options, authorization) : request(options));
      const refusal = refusalOf(call.name, response);
      if (refusal !== undefined) throw refusal;
      return response;
    };
    return lane.run(call.write ? 'write' : 'read', () => perform(call, send, lane));
  });
}

interface Call {
  /** `GET /repos/{owner}/{repo}`: names the request and tells nothing about its content. */
  readonly name: string;
  readonly write: boolean;
  readonly timeoutMs: number;
}

interface RequestOptions {
  readonly method: string;
  /** A template. */
  readonly url: string;
  headers: object;
  readonly request: object;
  readonly query?: unknown;
}

function describeCall({ method, url, query, request }: RequestOptions): Call {
  const timeoutMs = 'timeoutMs' in request && typeof request.timeoutMs === 'number' ? request.timeoutMs : TIMEOUT_MS;
  const name = `${method} ${url}`;
  if (url === '/graphql' && typeof query === 'string') {
    const [, kind, operation] = /^\s*(query|mutation) (\w+)/.exec(query) ?? [];
    return { name: operation === undefined ? name : `${name} ${operation}`, write: kind !== 'query', timeoutMs };
  }
  // A token that is made twice does no harm.
  return { name, write: method !== 'GET' && !url.endsWith('/access_tokens'), timeoutMs };
}

async function perform<T>(call: Call, send: () => Promise<T>, lane: Lane): Promise<T> {
  for (let waits = 0, repetitions = 0; ; ) {
    await lane.untilOpen(call.name);
    try {
      return await send();
    } catch (error) {
      const failure = failureOf(call.name, error);
      if (failure.kind === 'rate-limited') {
        lane.close(failure.retryAfterSeconds ?? 0);
        if (++waits > WAITS) throw failure;
      } else if (failure.kind === 'unavailable' && !call.write && repetitions < REPETITIONS) {
        await sleep(100 * 3 ** repetitions++ * (0.5 + Math.random()));
      } else throw failure;
    }
  }
}

/** A token may be revoked before its time: a second one is tried once. GitHub has not looked at the request then. */
async function authorized<O extends RequestOptions, R>(
  request: (options: O) => R,
  options: O,
  authorization: Authorization,
): Promise<Awaited<R>> {
  const send = async (token: string) => {
    options.headers = { ...options.headers, authorization: `token ${token}` };
    return await request(options);
  };
  const token = await authorization.token();
  try {
    return await send(token);
  } catch (error) {
    if (!isUnauthorized(error)) throw error;
    authorization.drop(token);
    return await send(await authorization.token());
  }
}

function isUnauthorized(error: unknown): boolean {
  return answeredStatus(error) === 401;
}

function refusalOf(
  name: string,
  { status, data, headers }: { readonly status: number; readonly data: unknown; readonly headers: object },
): GithubError | undefined {
  // Octokit gives an answer that broke off as what had arrived of its text.
  const broken = typeof data === 'string' && status !== 204;
  if (broken) return new GithubError('unavailable', `${name}: the answer broke off`);
  return refusalWithin(name, data, { ...headers });
}
