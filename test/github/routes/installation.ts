import { ok, tokenOf } from '../server/call.js';
import { paged } from '../server/paging.js';
import { type Route, route } from '../server/route.js';
import { repositoryShape } from '../shapes/repository.js';
import type { Repository } from '../state/repository.js';

/** What a token says about itself. */
export const installationRoutes: readonly Route[] = [
  route('GET /installation/repositories', (call) => {
    const token = tokenOf(call);
    const visible = call.world.repositories.filter((each) => token.includes(each));
    const shape = (page: readonly Repository[]) => ({
      total_count: visible.length,
      repositories: page.map(repositoryShape),
    });
    return paged(call, visible, shape);
  }),
  route('DELETE /installation/token', (call) => {
    call.tokens.revoke(tokenOf(call));
    return { status: 204 };
  }),
  route('GET /rate_limit', (call) => {
    const resources = call.limits.resources(tokenOf(call));
    return ok({ resources, rate: resources.core });
  }),
];
