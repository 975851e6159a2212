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
