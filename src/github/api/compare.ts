import type { Comparison } from '../repository-api.js';
import type { Connection } from './connection.js';

/** More files than these are left out of a comparison, and no page shows them. */
const MAX_FILES = 300;

/** What the head has that the base has not had since they parted. One call. */
export async function compare({ octokit, at }: Connection, base: string, head: string): Promise<Comparison> {
  const { data } = await octokit.request('GET /repos/{owner}/{repo}/compare/{basehead}', {
    ...at,
    basehead: `${base}...${head}`,
    // Of the commits only: the first page has all the files, whatever its size.
    per_page: 1,
  });
  const files = data.files ?? [];
  return {
    base: data.base_commit.sha,
    mergeBase: data.merge_base_commit.sha,
    files: files.map(({ filename, status, patch, previous_filename }) => ({
      path: filename,
      status,
      ...(patch !== undefined && { patch }),
      ...(previous_filename !== undefined && { previousPath: previous_filename }),
    })),
    complete: files.length < MAX_FILES,
  };
}
