import { z } from 'zod';
import { Id, InRepository, reading, repositoryIn } from './payload.js';
import { accepted, ignored } from './translation.js';

const Paths = z.array(z.string());

const Push = InRepository.extend({
  ref: z.string(),
  deleted: z.boolean(),
  forced: z.boolean(),
  commits: z.array(z.object({ added: Paths, modified: Paths, removed: Paths })),
});

/** GitHub names no more commits of one push; what the others change is not known. */
const MAX_COMMITS = 2048;

/** The repository in which an organisation keeps what holds for all of its repositories. */
const ORGANISATION_REPOSITORY = '.github';

/** A policy that others inherit may be another one now. */
export const pushed = reading(Push, (payload) => {
  const { repository, ref, deleted } = payload;
  if (deleted || ref !== `refs/heads/${repository.default_branch}`) return ignored('it is not on the default branch');
  if (repository.name !== ORGANISATION_REPOSITORY && !touchesPolicy(payload)) return ignored('it changes no policy');
  return accepted({ kind: 'policy-changed', repository: repositoryIn(payload) });
});

function touchesPolicy({ forced, commits }: z.infer<typeof Push>): boolean {
  if (forced || commits.length >= MAX_COMMITS) return true;
  return commits.some(({ added, modified, removed }) => [...added, ...modified, ...removed].some(isPolicy));
}

function isPolicy(path: string): boolean {
  return path === '.github/plumbline.yml' || path.startsWith('.plumbline/');
}

const Installation = z.object({ installation: z.object({ id: Id }) });

/** The App was uninstalled. */
export const uninstalled = reading(Installation, ({ installation }) =>
  accepted({ kind: 'forget', installation: installation.id, repositories: [] }),
);

const RepositoriesRemoved = Installation.extend({ repositories_removed: z.array(z.object({ id: Id })) });

/** Some repositories were taken from the App. An empty list must not reach the work, which would understand: all of them. */
export const repositoriesRemoved = reading(RepositoriesRemoved, ({ installation, repositories_removed: removed }) =>
  removed.length === 0
    ? ignored('no repository was removed')
    : accepted({ kind: 'forget', installation: installation.id, repositories: removed.map(({ id }) => id) }),
);
