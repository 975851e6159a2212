/** Where a GitHub is. */
export interface GithubAddress {
  /** Its pages, without a slash at the end. */
  readonly url: string;
  /** Its REST interface, without a slash at the end: GraphQL is beside it. */
  readonly apiUrl: string;
}

const PUBLIC: GithubAddress = { url: 'https://github.com', apiUrl: 'https://api.github.com' };

/** The addresses of a GitHub whose pages are at `url`: github.com's, without. */
export function githubAddress(url: string | undefined): GithubAddress {
  if (url === undefined) return PUBLIC;
  const { protocol, host, origin } = new URL(url);
  if (host === 'github.com' || host === 'api.github.com') return PUBLIC;
  // GitHub Enterprise Cloud with data residency.
  if (host.endsWith('.ghe.com')) return { url: origin, apiUrl: `${protocol}//api.${host}` };
  return { url: origin, apiUrl: `${origin}/api/v3` };
}
