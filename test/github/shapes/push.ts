import type { Author } from '../state/author.js';
import type { Repository } from '../state/repository.js';
import { htmlUrl, pushedCommitShape } from './commit.js';
import { repositoryShape } from './repository.js';

const NOTHING = '0'.repeat(40);

/** The payload of a push. */
export async function pushShape(
  repository: Repository,
  branch: string,
  before: string | undefined,
  after: string,
  by: Author,
) {
  const { git, world, fullName } = repository;
  const head = await git.commitAt(after);
  const [parent] = head?.parents ?? [];
  const files = parent === undefined ? [] : await git.diff(parent, after);
  const commit = head && pushedCommitShape(head, files, repository);
  const forced = before !== undefined && (await git.mergeBase(before, after)) !== before;
  return {
    ref: `refs/heads/${branch}`,
    before: before ?? NOTHING,
    after,
    created: before === undefined,
    deleted: false,
    forced,
    base_ref: null,
    compare:
      before === undefined ? htmlUrl(after, repository) : `${world.url}/${fullName}/compare/${before}...${after}`,
    commits: commit ? [commit] : [],
    head_commit: commit ?? null,
    pusher: { name: by.account.login, email: by.account.type === 'Bot' ? null : `${by.account.login}@example.org` },
    repository: { ...repositoryShape(repository), master_branch: repository.defaultBranch, stargazers: 0 },
  };
}
