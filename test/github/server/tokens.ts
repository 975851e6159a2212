import { createVerify, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { App } from '../state/app.js';
import type { Installation } from '../state/installation.js';
import { allows, type Level, type Permissions, PUBLIC } from '../state/permissions.js';
import type { Repository } from '../state/repository.js';
import type { World } from '../state/world.js';
import { Failure, unauthorized } from './failure.js';

/** Access to what an installation may do, or to less. */
export class InstallationToken {
  readonly value: string;
  readonly installation: Installation;
  readonly permissions: Permissions;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  /** Absent when the token is for all repositories of the installation. */
  readonly repositories: ReadonlySet<Repository> | undefined;

  constructor(granted: Pick<InstallationToken, 'installation' | 'permissions' | 'repositories' | 'expiresAt'>) {
    this.installation = granted.installation;
    this.permissions = granted.permissions;
    this.repositories = granted.repositories;
    this.expiresAt = granted.expiresAt;
    // GitHub's tokens are long and no longer of one length.
    this.value = `ghs_${granted.installation.app.id}_${randomBytes(180).toString('base64url')}`;
  }

  /** Sees it at all: the rest is 404. */
  sees(repository: Repository): boolean {
    return this.includes(repository) || !repository.private;
  }

  allows(repository: Repository, permission: string, level: Level): boolean {
    return allows(this.includes(repository) ? this.permissions : PUBLIC, permission, level);
  }

  /** The token was made for it. */
  includes(repository: Repository): boolean {
    return this.installation.includes(repository) && (this.repositories?.has(repository) ?? true);
  }
}

/** Who asks. */
export type Caller =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'app'; readonly app: App }
  | { readonly kind: 'installation'; readonly token: InstallationToken };

const HOUR = 3_600_000;
/** Seconds. */
const MAX_LIFE = 600;

const Claims = z.object({ iss: z.union([z.string(), z.number()]), iat: z.number(), exp: z.number() });
const Header = z.object({ alg: z.literal('RS256') });

/** Knows tokens and verifies what Apps sign. */
export class Tokens {
  readonly #world: World;
  readonly #tokens = new Map<string, InstallationToken>();

  constructor(world: World) {
    this.#world = world;
  }

  mint(granted: Pick<InstallationToken, 'installation' | 'permissions' | 'repositories'>): InstallationToken {
    const token = new InstallationToken({ ...granted, expiresAt: this.#world.now() + HOUR });
    this.#tokens.set(token.value, token);
    return token;
  }

  revoke(token: InstallationToken): void {
    this.#tokens.delete(token.value);
  }

  caller(authorization: string | undefined): Caller {
    const [, value] = /^(?:token|bearer) (.+)$/i.exec(authorization ?? '') ?? [];
    if (value === undefined) return { kind: 'nobody' };
    if (value.split('.').length === 3) return { kind: 'app', app: this.#verified(value) };
    const token = this.#tokens.get(value);
    if (token === undefined || token.expiresAt <= this.#world.now()) throw unauthorized();
    if (!this.#world.installations.includes(token.installation)) throw unauthorized();
    if (token.installation.suspendedAt !== undefined) throw new Failure(403, 'This installation has been suspended');
    return { kind: 'installation', token };
  }

  #verified(jwt: string): App {
    const [header = '', claims = '', signature = ''] = jwt.split('.');
    const read = { header: Header.safeParse(decoded(header)), claims: Claims.safeParse(decoded(claims)) };
    if (!read.header.success || !read.claims.success) throw unauthorized('A JSON web token could not be decoded');
    const { iss, iat, exp } = read.claims.data;
    const app = this.#world.apps.find(({ id, clientId }) => String(id) === String(iss) || clientId === iss);
    if (app === undefined) throw unauthorized('Integration not found');
    const signed = createVerify('RSA-SHA256')
      .update(`${header}.${claims}`)
      .verify(app.publicKey, signature, 'base64url');
    if (!signed) throw unauthorized('A JSON web token could not be decoded');
    this.#checkTimes(iat, exp);
    return app;
  }

  #checkTimes(iat: number, exp: number): void {
    const now = this.#world.now() / 1000;
    if (exp <= now)
      throw unauthorized(
        "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
      );
    if (exp > now + MAX_LIFE) throw unauthorized("'Expiration time' claim ('exp') is too far in the future");
    if (iat > now + 1)
      throw unauthorized(
        "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
      );
  }
}

function decoded(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
