import type { Connection } from './connection.js';

/** One call. Gives the comment's number. */
export async function reply(
  { octokit, at }: Connection,
  pullRequest: number,
  body: string,
  existing: number | undefined,
): Promise<number> {
  const { data } =
    existing === undefined
      ? await octokit.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
          ...at,
          issue_number: pullRequest,
          body,
        })
      : await octokit.request('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', {
          ...at,
          comment_id: existing,
          body,
        });
  return Number(data.id);
}
