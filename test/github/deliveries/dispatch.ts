import type { Judge } from '../judge/judge.js';
import { accountShape, organizationShape } from '../shapes/account.js';
import { installationReference } from '../shapes/installation.js';
import { repositoryShape } from '../shapes/repository.js';
import type { Announcement } from '../state/announcement.js';
import type { Installation } from '../state/installation.js';
import type { World } from '../state/world.js';
import type { Deliveries } from './deliveries.js';

/** Tells every App that has subscribed, each with its own installation in the payload. */
export function dispatch(announcement: Announcement, world: World, deliveries: Deliveries, judge: Judge): void {
  const { event, action, repository } = announcement;
  for (const installation of recipients(announcement, world)) {
    const payload = payloadOf(announcement, installation, world);
    judge.payload(action === undefined ? event : `${event}.${action}`, payload);
    const about = { installation: installation.id, repository: repository?.id };
    deliveries.send({ app: installation.app, event, action, payload, ...about });
  }
}

function recipients({ event, repository, onlyTo, about }: Announcement, world: World): readonly Installation[] {
  const concerned =
    about === undefined ? world.installations.filter((each) => repository && each.includes(repository)) : [about];
  return concerned.filter((each) => (onlyTo === undefined || each.app === onlyTo) && each.receives(event));
}

function payloadOf({ action, repository, sender, payload }: Announcement, installation: Installation, world: World) {
  const owner = repository?.owner;
  return {
    ...(action && { action }),
    ...(repository && { repository: repositoryShape(repository) }),
    ...(owner?.type === 'Organization' && { organization: organizationShape(owner, world) }),
    sender: accountShape(sender, world),
    installation: installationReference(installation),
    ...payload,
  };
}
