import { ok, type RepositoryCall } from '../server/call.js';
import { invalid, notFound } from '../server/failure.js';
import { type Route, repositoryRoute } from '../server/route.js';
import { commitShape, fileShape, htmlUrl } from '../shapes/commit.js';
import { apiUrl } from '../shapes/repository.js';
import type { CommitInfo } from '../state/git/commit.js';
import type { Repository } from '../state/repository.js';

/** GitHub lists no more, and these only on the first page. */
const MAX_FILES = 300;
const MAX_COMMITS = 250;

export const commitRoutes: readonly Route[] = [
  repositoryRoute('GET /compare/{basehead}', { contents: 'read' }, compare),
  repositoryRoute('GET /commits/{ref}', { contents: 'read' }, async ({ repository, path }) => {
    const commit = await commitIn(repository, path.ref ?? '');
    if (commit === undefined) throw invalid(`No commit found for SHA: ${path.ref}`);
    return ok(await wholeCommit(commit, repository));
  }),
];

/** A branch, also `bob:feature`, or a commit. */
export async function commitIn(repository: Repository, name: string): Promise<CommitInfo | undefined> {
  const branch = repository.tip(name.replace(/^(?:refs\/)?heads\//, ''));
  return repository.git.commitAt(branch ?? name);
}

async function wholeCommit(commit: CommitInfo, repository: Repository) {
  const [parent] = commit.parents;
  const files = parent === undefined ? [] : await repository.git.diff(parent, commit.sha);
  const total = (count: 'additions' | 'deletions') => files.reduce((sum, file) => sum + file[count], 0);
  const [additions, deletions] = [total('additions'), total('deletions')];
  return {
    ...commitShape(commit, repository),
    stats: { additions, deletions, total: additions + deletions },
    files: files.slice(0, MAX_FILES).map((file) => fileShape(file, commit.sha, repository)),
  };
}

/** The three-dot comparison: what the head has done since it left the base. */
async function compare({ repository, path, query }: RepositoryCall) {
  const [baseName = '', headName = ''] = (path.basehead ?? '').split('...');
  const [base, head] = await Promise.all([commitIn(repository, baseName), commitIn(repository, headName)]);
  if (base === undefined || head === undefined) throw notFound();
  const { git } = repository;
  const mergeBase = await git.commitAt((await git.mergeBase(base.sha, head.sha)) ?? '');
  if (mergeBase === undefined) throw notFound();
  const [ahead, behind] = await Promise.all([
    git.commitsBetween(base.sha, head.sha),
    git.commitsBetween(head.sha, base.sha),
  ]);
  const files = Number(query.get('page') ?? 1) > 1 ? [] : await git.diff(base.sha, head.sha);
  const url = `${apiUrl(repository)}/compare/${path.basehead}`;
  return ok({
    url,
    html_url: htmlUrl(head.sha, repository),
    permalink_url: htmlUrl(head.sha, repository),
    diff_url: `${url}.diff`,
    patch_url: `${url}.patch`,
    base_commit: commitShape(base, repository),
    merge_base_commit: commitShape(mergeBase, repository),
    status: statusOf(ahead.length, behind.length),
    ahead_by: ahead.length,
    behind_by: behind.length,
    total_commits: ahead.length,
    commits: ahead.slice(0, MAX_COMMITS).map((commit) => commitShape(commit, repository)),
    files: files.slice(0, MAX_FILES).map((file) => fileShape(file, head.sha, repository)),
  });
}

function statusOf(ahead: number, behind: number): string {
  if (ahead > 0) return behind > 0 ? 'diverged' : 'ahead';
  return behind > 0 ? 'behind' : 'identical';
}
