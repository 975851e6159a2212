import type { App } from '../state/app.js';
import { nodeId } from '../state/node-id.js';
import type { World } from '../state/world.js';
import { accountShape } from './account.js';

export function appShape(app: App, world: World) {
  return {
    id: app.id,
    client_id: app.clientId,
    slug: app.slug,
    node_id: nodeId('A', app.id),
    owner: accountShape(app.owner, world),
    name: app.name,
    description: '',
    external_url: 'https://plumbline.example',
    html_url: `${world.url}/apps/${app.slug}`,
    created_at: app.createdAt,
    updated_at: app.createdAt,
    permissions: { ...app.permissions },
    events: [...app.events],
    installations_count: world.installations.filter((each) => each.app === app).length,
  };
}
