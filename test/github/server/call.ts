import type { Readable } from 'node:stream';
import type { Deliveries } from '../deliveries/deliveries.js';
import type { App } from '../state/app.js';
import { type Author, botOf } from '../state/author.js';
import type { Repository } from '../state/repository.js';
import type { World } from '../state/world.js';
import type { Downloads } from '../website/downloads.js';
import { unauthorized } from './failure.js';
import type { Limits } from './limits.js';
import type { Caller, InstallationToken, Tokens } from './tokens.js';

/** What requests are answered from. */
export interface Services {
  readonly world: World;
  readonly tokens: Tokens;
  readonly deliveries: Deliveries;
  readonly limits: Limits;
  readonly downloads: Downloads;
}

/** One request to be answered; its parameters and its body have been found right. */
export interface Call extends Services {
  readonly caller: Caller;
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** The `Accept` header. */
  readonly accept: string;
  /** The address that was asked, without parameters, as the client wrote it. */
  readonly address: string;
}

/** A call about a repository that the caller may see and has the permission for. */
export interface RepositoryCall extends Call {
  readonly repository: Repository;
  readonly token: InstallationToken;
}

export interface Reply {
  readonly status: number;
  /** JSON; none for 204 and for streams. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly stream?: Readable;
  readonly bytes?: Buffer;
}

export function ok(body: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status: 200, body, headers };
}

export function appOf({ caller }: Call): App {
  if (caller.kind === 'app') return caller.app;
  throw unauthorized('A JSON web token could not be decoded');
}

export function tokenOf({ caller }: Call): InstallationToken {
  if (caller.kind === 'installation') return caller.token;
  throw unauthorized(caller.kind === 'nobody' ? 'Requires authentication' : 'Bad credentials');
}

/** Who comments, reviews and commits with a token. */
export function authorOf(token: InstallationToken): Author {
  return botOf(token.installation.app);
}

export function numberIn(call: Call, name: string): number {
  return Number(call.path[name]);
}
