import { z } from 'zod';
import { GithubError } from '../github-error.js';
import type { FixCommit } from '../repository-api.js';
import type { Connection } from './connection.js';
import { askGraphql } from './graphql.js';

const DOCUMENT = `mutation Commit($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`;

const Created = z.object({ createCommitOnBranch: z.object({ commit: z.object({ oid: z.string() }) }) });

/** One call. The commit is GitHub's own, which shows it as verified. Gives its id. */
export async function commit({ octokit, at }: Connection, fix: FixCommit): Promise<string> {
  for (const path of fix.files.keys()) assertCommittable(path);
  const [headline = '', ...body] = fix.message.split('\n');
  const additions = [...fix.files].map(([path, text]) => ({ path, contents: Buffer.from(text).toString('base64') }));
  const { data } = await askGraphql(octokit, {
    name: 'Commit',
    document: DOCUMENT,
    variables: {
      input: {
        branch: { repositoryNameWithOwner: `${at.owner}/${at.repo}`, branchName: fix.branch },
        expectedHeadOid: fix.expectedHead,
        message: { headline, body: body.join('\n').trim() },
        fileChanges: { additions },
      },
    },
    schema: Created,
  });
  return data.createCommitOnBranch.commit.oid;
}

/** No fix is about what runs with a repository's secrets or about git itself, and none leaves the repository. */
function assertCommittable(path: string): void {
  const folders = path.toLowerCase().split('/');
  const odd = folders.some(
    (folder) => folder === '' || folder === '.' || folder === '..' || /[\\\p{C}:~]/u.test(folder),
  );
  const ofGit = folders.some((folder) => folder.startsWith('.git') && folder !== '.github');
  const runs = folders[0] === '.github' && (folders[1] === 'workflows' || folders[1] === 'actions');
  if (odd || ofGit || runs) throw new GithubError('rejected', 'POST /graphql Commit: a file that no fix may write');
}
