import type { Installation } from '../state/installation.js';
import { nodeId } from '../state/node-id.js';
import type { Repository } from '../state/repository.js';
import type { World } from '../state/world.js';
import { accountShape } from './account.js';

export function installationShape(installation: Installation, world: World) {
  const { id, app, account, permissions, createdAt, suspendedAt } = installation;
  return {
    id,
    client_id: app.clientId,
    account: accountShape(account, world),
    repository_selection: installation.selection,
    access_tokens_url: `${world.url}/app/installations/${id}/access_tokens`,
    repositories_url: `${world.url}/installation/repositories`,
    html_url: `${world.url}/settings/installations/${id}`,
    app_id: app.id,
    app_slug: app.slug,
    target_id: account.id,
    target_type: account.type,
    permissions: { ...permissions },
    events: [...app.events],
    created_at: createdAt,
    updated_at: createdAt,
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: suspendedAt === undefined ? null : accountShape(account, world),
    suspended_at: suspendedAt ?? null,
  };
}

/** As it appears in every payload that an App gets. */
export function installationReference({ id }: Installation) {
  return { id, node_id: nodeId('INS', id) };
}

/** A repository as `installation` payloads name it. */
export function installedRepositoryShape({ id, nodeId: node_id, name, fullName, private: isPrivate }: Repository) {
  return { id, node_id, name, full_name: fullName, private: isPrivate };
}
