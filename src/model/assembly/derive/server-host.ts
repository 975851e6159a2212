import type { Location } from '../../location.js';
import type { Hop } from '../../traced.js';

/** The host of a URL such as `postgres://user:pw@db.internal:5432/app`; undefined where there is none. */
export function hostOf(url: string): string | undefined {
  const authority = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(url)?.[1];
  const address = authority?.slice(authority.lastIndexOf('@') + 1);
  const host = address?.replace(/:\d*$/, '');
  return host === undefined || host === '' ? undefined : host;
}

/**
 * The one server whose name is the host or one of its first two labels (`shop.x1.eu-west-1.rds.amazonaws.com`,
 * `master.shop.x1.cache.amazonaws.com`).
 */
export function serverOfHost<S extends { readonly name: string }>(servers: readonly S[], host: string): S | undefined {
  const labels = [host, ...host.split('.').slice(0, 2)];
  const matching = servers.filter(({ name }) => labels.includes(name));
  return matching.length === 1 ? matching[0] : undefined;
}

/** The one server whose declaration the trail passes: a URL that a module's output gives is hidden, its module is not. */
export function serverOfTrail<S extends { readonly at: Location }>(
  servers: readonly S[],
  trail: readonly Hop[],
): S | undefined {
  const passed = servers.filter(({ at }) =>
    trail.some(({ location }) => location.path === at.path && location.start === at.start),
  );
  return passed.length === 1 ? passed[0] : undefined;
}
