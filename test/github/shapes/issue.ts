import type { PullRequest } from '../state/pull-request.js';
import { accountShape } from './account.js';
import { reactionsShape } from './reactions.js';
import { apiUrl } from './repository.js';

/** A pull request as an issue: comments below it belong to that. */
export function issueShape(pullRequest: PullRequest) {
  const { repository, number, conversation } = pullRequest;
  const url = `${apiUrl(repository)}/issues/${number}`;
  const html = `${repository.world.url}/${repository.fullName}/pull/${number}`;
  return {
    url,
    repository_url: apiUrl(repository),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    timeline_url: `${url}/timeline`,
    html_url: html,
    id: pullRequest.id,
    node_id: pullRequest.nodeId,
    number,
    title: pullRequest.title,
    user: accountShape(pullRequest.author, repository.world),
    labels: [],
    state: pullRequest.state,
    locked: false,
    assignee: null,
    assignees: [],
    milestone: null,
    comments: conversation.comments.length,
    created_at: pullRequest.createdAt,
    updated_at: pullRequest.updatedAt,
    closed_at: pullRequest.closedAt ?? null,
    author_association: 'CONTRIBUTOR',
    active_lock_reason: null,
    draft: pullRequest.draft,
    body: pullRequest.body === '' ? null : pullRequest.body,
    pull_request: {
      url: `${apiUrl(repository)}/pulls/${number}`,
      html_url: html,
      diff_url: `${html}.diff`,
      patch_url: `${html}.patch`,
      merged_at: null,
    },
    reactions: reactionsShape(url),
    performed_via_github_app: null,
    state_reason: null,
  };
}
