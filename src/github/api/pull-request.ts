import type { PullRequestState } from '../repository-api.js';
import type { Connection } from './connection.js';

/** One call. */
export async function pullRequest({ octokit, at }: Connection, number: number): Promise<PullRequestState> {
  const { data } = await octokit.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', {
    ...at,
    pull_number: number,
  });
  return {
    open: data.state === 'open',
    draft: data.draft ?? false,
    // The repository of the head may be gone.
    fork: data.head.repo?.id !== data.base.repo.id,
    head: data.head.sha,
    headRef: data.head.ref,
    baseRef: data.base.ref,
  };
}
