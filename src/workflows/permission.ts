import type { RepositoryApi } from '../github/repository-api.js';

const MAY_COMMAND: ReadonlySet<string> = new Set(['admin', 'maintain', 'write']);

/**
 * Whether somebody may tell Plumbline what to do: who may write to the repository, asked of GitHub each time. The author association of
 * a comment is no answer: it calls private members of an organisation contributors.
 */
export async function mayCommand(api: RepositoryApi, login: string): Promise<boolean> {
  return MAY_COMMAND.has(await api.permissionOf(login));
}
