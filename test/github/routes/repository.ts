import { ok, type RepositoryCall } from '../server/call.js';
import { notFound } from '../server/failure.js';
import { type Route, repositoryRoute } from '../server/route.js';
import { accountShape } from '../shapes/account.js';
import { commitShape } from '../shapes/commit.js';
import { apiUrl, repositoryShape } from '../shapes/repository.js';
import type { Role } from '../state/account.js';

export const repositoryRoutes: readonly Route[] = [
  repositoryRoute('GET ', { metadata: 'read' }, ({ repository }) => ok(repositoryShape(repository))),
  repositoryRoute('GET /branches/{branch}', { contents: 'read' }, branch),
  repositoryRoute('GET /collaborators/{username}/permission', { metadata: 'read' }, permission),
];

async function branch({ repository, path }: RepositoryCall) {
  const name = path.branch ?? '';
  const commit = await repository.git.commitAt(repository.tip(name) ?? '');
  if (commit === undefined) throw notFound();
  const url = `${apiUrl(repository)}/branches/${name}`;
  return ok({
    name,
    commit: commitShape(commit, repository),
    _links: { self: url, html: `${repository.world.url}/${repository.fullName}/tree/${name}` },
    protected: false,
    protection: { enabled: false },
    protection_url: `${url}/protection`,
  });
}

/** `maintain` and `triage` are only in the name of the role. */
const PERMISSIONS: Readonly<Record<Role, string>> = {
  admin: 'admin',
  maintain: 'write',
  write: 'write',
  triage: 'read',
  read: 'read',
};

function permission({ repository, path, world }: RepositoryCall) {
  const account = world.knownAccount(path.username ?? '');
  if (account === undefined) throw notFound();
  const role = roleOf(repository, account.login);
  const user = { ...accountShape(account, world), role_name: role ?? 'none', permissions: flagsOf(role) };
  return ok({ permission: role === undefined ? 'none' : PERMISSIONS[role], user, role_name: role ?? 'none' });
}

/** Everybody may read what is public. */
function roleOf(repository: RepositoryCall['repository'], login: string): Role | undefined {
  if (login === repository.owner.login) return 'admin';
  return repository.collaborators.get(login) ?? (repository.private ? undefined : 'read');
}

const ORDER: readonly Role[] = ['read', 'triage', 'write', 'maintain', 'admin'];

function flagsOf(role: Role | undefined) {
  const has = (wanted: Role) => role !== undefined && ORDER.indexOf(role) >= ORDER.indexOf(wanted);
  return {
    pull: has('read'),
    triage: has('triage'),
    push: has('write'),
    maintain: has('maintain'),
    admin: has('admin'),
  };
}
