import type { Account } from '../state/account.js';
import { nodeId } from '../state/node-id.js';
import type { World } from '../state/world.js';

const NODE_KINDS = { User: 'U', Organization: 'O', Bot: 'BOT' };

export function accountNodeId({ id, type }: Account): string {
  return nodeId(NODE_KINDS[type], id);
}

export function accountShape(account: Account, { url }: World) {
  const { login, id, type } = account;
  const self = `${url}/users/${encodeURIComponent(login)}`;
  return {
    login,
    id,
    node_id: accountNodeId(account),
    avatar_url: `${url}/avatars/u/${id}?v=4`,
    gravatar_id: '',
    url: self,
    html_url: `${url}/${encodeURIComponent(login)}`,
    followers_url: `${self}/followers`,
    following_url: `${self}/following{/other_user}`,
    gists_url: `${self}/gists{/gist_id}`,
    starred_url: `${self}/starred{/owner}{/repo}`,
    subscriptions_url: `${self}/subscriptions`,
    organizations_url: `${self}/orgs`,
    repos_url: `${self}/repos`,
    events_url: `${self}/events{/privacy}`,
    received_events_url: `${self}/received_events`,
    type,
    user_view_type: 'public',
    site_admin: false,
  };
}

/** As an organisation appears beside the repository in payloads. */
export function organizationShape(account: Account, { url }: World) {
  const { login, id } = account;
  const self = `${url}/orgs/${login}`;
  return {
    login,
    id,
    node_id: accountNodeId(account),
    url: self,
    repos_url: `${self}/repos`,
    events_url: `${self}/events`,
    hooks_url: `${self}/hooks`,
    issues_url: `${self}/issues`,
    members_url: `${self}/members{/member}`,
    public_members_url: `${self}/public_members{/member}`,
    avatar_url: `${url}/avatars/u/${id}?v=4`,
    description: null,
  };
}
