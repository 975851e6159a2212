export type Level = 'read' | 'write' | 'admin';

/** What an App, an installation or a token may do: `contents: 'read'`. */
export type Permissions = Readonly<Record<string, Level>>;

const ORDER: readonly Level[] = ['read', 'write', 'admin'];

export function allows(granted: Permissions, name: string, wanted: Level): boolean {
  // Every App may read metadata.
  const level = name === 'metadata' ? (granted[name] ?? 'read') : granted[name];
  return level !== undefined && ORDER.indexOf(level) >= ORDER.indexOf(wanted);
}

/** What a private person without any permission may read of a public repository. */
export const PUBLIC: Permissions = {
  checks: 'read',
  contents: 'read',
  issues: 'read',
  metadata: 'read',
  pull_requests: 'read',
};

/** The permission that an App needs to subscribe to an event, as GitHub checks it when an App is registered. */
const NEEDED: Readonly<Record<string, string>> = {
  check_run: 'checks',
  check_suite: 'checks',
  issue_comment: 'issues',
  merge_group: 'merge_queues',
  pull_request: 'pull_requests',
  pull_request_review: 'pull_requests',
  pull_request_review_comment: 'pull_requests',
  pull_request_review_thread: 'pull_requests',
  push: 'contents',
};

export function mayReceive(event: string, permissions: Permissions): boolean {
  const needed = NEEDED[event];
  return needed === undefined || allows(permissions, needed, 'read');
}
