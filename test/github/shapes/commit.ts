import type { CommitInfo } from '../state/git/commit.js';
import type { DiffFile } from '../state/git/diff.js';
import type { Repository } from '../state/repository.js';
import { accountShape } from './account.js';
import { apiUrl } from './repository.js';

export function commitShape(commit: CommitInfo, repository: Repository) {
  const { sha, author, date } = commit;
  const url = `${apiUrl(repository)}/commits/${sha}`;
  const person = accountOf(commit, repository);
  return {
    sha,
    node_id: `C_${sha}`,
    commit: {
      author: { ...author, date },
      committer: { ...author, date },
      message: commit.message,
      tree: { sha: commit.tree, url: `${apiUrl(repository)}/git/trees/${commit.tree}` },
      url: `${apiUrl(repository)}/git/commits/${sha}`,
      comment_count: 0,
      verification: verificationOf(sha, repository),
    },
    url,
    html_url: htmlUrl(sha, repository),
    comments_url: `${url}/comments`,
    author: person,
    committer: person,
    parents: commit.parents.map((parent) => parentShape(parent, repository)),
  };
}

/** A file of a diff as comparisons, commits and pull requests list it. */
export function fileShape(file: DiffFile, headSha: string, repository: Repository) {
  const path = encodeURIComponent(file.path);
  return {
    sha: file.sha,
    filename: file.path,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: `${repository.world.url}/${repository.fullName}/blob/${headSha}/${path}`,
    raw_url: `${repository.world.url}/${repository.fullName}/raw/${headSha}/${path}`,
    contents_url: `${apiUrl(repository)}/contents/${path}?ref=${headSha}`,
    ...(file.patch !== undefined && { patch: file.patch }),
    ...(file.previousPath !== undefined && { previous_filename: file.previousPath }),
  };
}

/** As a push lists it. */
export function pushedCommitShape(commit: CommitInfo, files: readonly DiffFile[], repository: Repository) {
  const paths = (...statuses: readonly DiffFile['status'][]) =>
    files.filter(({ status }) => statuses.includes(status)).map(({ path }) => path);
  const person = { ...commit.author, date: commit.date, username: commit.author.name };
  return {
    id: commit.sha,
    tree_id: commit.tree,
    distinct: true,
    message: commit.message,
    timestamp: commit.date,
    url: htmlUrl(commit.sha, repository),
    author: person,
    committer: person,
    added: paths('added', 'renamed'),
    removed: [...paths('removed'), ...files.flatMap(({ previousPath }) => previousPath ?? [])],
    modified: paths('modified', 'changed'),
  };
}

export function htmlUrl(sha: string, { world, fullName }: Repository): string {
  return `${world.url}/${fullName}/commit/${sha}`;
}

function parentShape(sha: string, repository: Repository) {
  return { sha, url: `${apiUrl(repository)}/commits/${sha}`, html_url: htmlUrl(sha, repository) };
}

function accountOf({ author }: CommitInfo, { world }: Repository) {
  const account = world.knownAccount(author.name);
  return account === undefined ? null : accountShape(account, world);
}

function verificationOf(sha: string, { signed }: Repository) {
  const verified = signed.has(sha);
  return {
    verified,
    reason: verified ? 'valid' : 'unsigned',
    signature: verified ? '-----BEGIN PGP SIGNATURE-----' : null,
    payload: verified ? 'tree' : null,
    verified_at: null,
  };
}
