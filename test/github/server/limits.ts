import type { World } from '../state/world.js';
import { Failure } from './failure.js';
import type { InstallationToken } from './tokens.js';

const HOUR = 3_600_000;
const MINUTE = 60_000;

/** GitHub's limits. Those that can be changed are for tests that want to meet them. */
export class Limits {
  /** Requests an hour, for each installation. */
  perHour = 5_000;
  /** Comments, reviews and the like a minute, for each installation. GitHub says 80. */
  contentPerMinute = Number.POSITIVE_INFINITY;
  /** Entries of a recursive tree before it is cut. */
  treeEntries = 100_000;
  readonly #world: World;
  readonly #windows = new Map<string, { readonly start: number; count: number }>();

  constructor(world: World) {
    this.#world = world;
  }

  /** Counts a request and refuses it when it is one too many. Gives the headers that tell how many are left. */
  count(token: InstallationToken, resource: 'core' | 'graphql'): Readonly<Record<string, string>> {
    const used = this.#add(`${resource} ${token.installation.id}`, HOUR);
    const headers = this.#headers(resource, used);
    if (used <= this.perHour) return headers;
    throw new Failure(403, `API rate limit exceeded for installation ID ${token.installation.id}.`, { headers });
  }

  /** Something is about to be said on a pull request. */
  countContent(token: InstallationToken): void {
    const said = this.#add(`content ${token.installation.id}`, MINUTE);
    if (said > this.contentPerMinute) throw secondaryLimit();
  }

  resources(token: InstallationToken) {
    const of = (resource: string) => {
      const used = this.#windows.get(`${resource} ${token.installation.id}`)?.count ?? 0;
      return { limit: this.perHour, used, remaining: Math.max(0, this.perHour - used), reset: this.#reset() };
    };
    return { core: of('core'), graphql: of('graphql'), search: of('search') };
  }

  #add(key: string, length: number): number {
    const now = this.#world.now();
    const known = this.#windows.get(key);
    const window = known !== undefined && known.start > now - length ? known : { start: now, count: 0 };
    window.count += 1;
    this.#windows.set(key, window);
    return window.count;
  }

  #reset(): number {
    return Math.ceil((this.#world.now() + HOUR) / 1000);
  }

  #headers(resource: string, used: number): Readonly<Record<string, string>> {
    return {
      'x-ratelimit-limit': String(this.perHour),
      'x-ratelimit-remaining': String(Math.max(0, this.perHour - used)),
      'x-ratelimit-used': String(used),
      'x-ratelimit-reset': String(this.#reset()),
      'x-ratelimit-resource': resource,
    };
  }
}

export function secondaryLimit(retryAfter = '1'): Failure {
  const message =
    'You have exceeded a secondary rate limit. Please wait a few minutes before you try again. If you reach out to GitHub Support for help, please include the request ID.';
  return new Failure(403, message, { headers: { 'retry-after': retryAfter } });
}
