import { z } from 'zod';
import { GithubError } from '../github-error.js';
import type { Connection } from './connection.js';

const Role = z.enum(['admin', 'maintain', 'write', 'triage', 'read', 'none']);
type Role = z.output<typeof Role>;

/** One call. A role of an organisation's own making counts as the one that it is built on. */
export async function permissionOf({ octokit, at }: Connection, login: string): Promise<Role> {
  try {
    const { data } = await octokit.request('GET /repos/{owner}/{repo}/collaborators/{username}/permission', {
      ...at,
      username: login,
    });
    const role = Role.safeParse(data.role_name);
    return role.success ? role.data : Role.catch('none').parse(data.permission);
  } catch (error) {
    if (error instanceof GithubError && error.kind === 'not-found') return 'none';
    throw error;
  }
}
