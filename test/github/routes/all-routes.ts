import type { Route } from '../server/route.js';
import type { Registrations } from '../website/registrations.js';
import { appRoutes } from './app.js';
import { checkRoutes } from './checks.js';
import { commitRoutes } from './commits.js';
import { contentRoutes } from './contents.js';
import { deliveryRoutes } from './deliveries.js';
import { gitRoutes } from './git.js';
import { installationRoutes } from './installation.js';
import { issueCommentRoutes } from './issue-comments.js';
import { manifestRoutes } from './manifests.js';
import { pullRoutes } from './pulls.js';
import { repositoryRoutes } from './repository.js';
import { reviewCommentRoutes } from './review-comments.js';
import { reviewRoutes } from './reviews.js';

/** Every operation that the double knows. */
export function allRoutes(registrations: Registrations): readonly Route[] {
  return [
    ...appRoutes,
    ...checkRoutes,
    ...commitRoutes,
    ...contentRoutes,
    ...deliveryRoutes,
    ...gitRoutes,
    ...installationRoutes,
    ...issueCommentRoutes,
    ...manifestRoutes(registrations),
    ...pullRoutes,
    ...repositoryRoutes,
    ...reviewCommentRoutes,
    ...reviewRoutes,
  ];
}
