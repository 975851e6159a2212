/** The parts of GitHub's payloads that anything depends on, and some that nothing may depend on. */
export const HEAD = 'a1b2c3d4e5f60718293a4b5c6d7e8f9001122334';
export const BASE = '00112233445566778899aabbccddeeff00112233';

export const IN_REPOSITORY = {
  installation: { id: 77, node_id: 'MDIz' },
  repository: {
    id: 1296269,
    name: 'shop',
    full_name: 'acme/shop',
    private: true,
    default_branch: 'main',
    owner: { login: 'acme', id: 9, type: 'Organization' },
  },
};

export const REPOSITORY = { installation: 77, id: 1296269, owner: 'acme', name: 'shop', defaultBranch: 'main' };

export const DANA = { login: 'dana', id: 501, type: 'User' };
export const BOT = { login: 'renovate[bot]', id: 29139614, type: 'Bot' };

export function pullRequest(action: string, more: object = {}) {
  return {
    action,
    number: 12,
    pull_request: {
      number: 12,
      title: 'Raise the threads',
      draft: false,
      head: { ref: 'threads', sha: HEAD },
      base: { ref: 'main', sha: BASE },
    },
    sender: DANA,
    ...IN_REPOSITORY,
    ...more,
  };
}

export function comment(body: string | null, more: object = {}) {
  return {
    action: 'created',
    issue: { number: 12, pull_request: { url: 'https://api.github.com/repos/acme/shop/pulls/12' } },
    comment: { id: 9001, body, created_at: '2026-11-20T10:00:00Z', user: DANA, performed_via_github_app: null },
    sender: DANA,
    ...IN_REPOSITORY,
    ...more,
  };
}

export function checkRun(action: string, run: object = {}, more: object = {}) {
  return {
    action,
    check_run: { id: 5, head_sha: HEAD, external_id: 'pr:12:0a1b', app: { id: 4711 }, pull_requests: [], ...run },
    sender: DANA,
    ...IN_REPOSITORY,
    ...more,
  };
}

export function push(more: object = {}) {
  return {
    ref: 'refs/heads/main',
    before: BASE,
    after: HEAD,
    deleted: false,
    forced: false,
    commits: [{ added: [], modified: ['config/puma.rb'], removed: [] }],
    sender: DANA,
    ...IN_REPOSITORY,
    ...more,
  };
}
