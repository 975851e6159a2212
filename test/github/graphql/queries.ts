import type { Limits } from '../server/limits.js';
import { actor } from './actor.js';
import { refused } from './refusal.js';
import { repositoryObject } from './repository.js';
import type { Viewer } from './viewer.js';

/** The fields of `Query`. */
export function queries(viewer: Viewer, limits: Limits) {
  return {
    viewer: () => actor(viewer.author.account),
    repository: ({ owner, name }: { readonly owner: string; readonly name: string }) => {
      const repository = viewer.world.repository(owner, name);
      if (repository !== undefined && viewer.token.sees(repository)) return repositoryObject(repository, viewer);
      throw refused('NOT_FOUND', `Could not resolve to a Repository with the name '${owner}/${name}'.`);
    },
    rateLimit: () => {
      const { limit, used, remaining, reset } = limits.resources(viewer.token).graphql;
      return { cost: 1, limit, used, remaining, nodeCount: 0, resetAt: new Date(reset * 1000).toISOString() };
    },
  };
}
