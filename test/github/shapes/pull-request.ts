import type { PullRequest } from '../state/pull-request.js';
import type { Branch } from '../state/repository.js';
import { accountShape } from './account.js';
import { apiUrl, headRepositoryShape, repositoryShape } from './repository.js';

export function pullRequestShape(pullRequest: PullRequest) {
  const { repository, author, number, conversation, statistics } = pullRequest;
  const { world } = repository;
  const merged = pullRequest.mergedAs !== undefined;
  return {
    ...linksOf(pullRequest),
    id: pullRequest.id,
    node_id: pullRequest.nodeId,
    number,
    state: pullRequest.state,
    locked: false,
    active_lock_reason: null,
    title: pullRequest.title,
    user: accountShape(author, world),
    body: pullRequest.body === '' ? null : pullRequest.body,
    ...datesOf(pullRequest),
    merge_commit_sha: pullRequest.mergedAs ?? null,
    ...NOBODY,
    draft: pullRequest.draft,
    head: endShape(pullRequest, pullRequest.head, pullRequest.headSha),
    base: endShape(pullRequest, repository.branch(pullRequest.base), pullRequest.baseSha),
    author_association: 'CONTRIBUTOR',
    auto_merge: null,
    merged,
    mergeable: null,
    rebaseable: null,
    mergeable_state: 'unknown',
    merged_by: merged ? accountShape(author, world) : null,
    comments: conversation.comments.length,
    review_comments: conversation.threads.reduce((total, { comments }) => total + comments.length, 0),
    maintainer_can_modify: pullRequest.maintainerCanModify,
    commits: statistics.commits,
    additions: statistics.additions,
    deletions: statistics.deletions,
    changed_files: statistics.files,
  };
}

/** As check runs and check suites name it. */
export function pullRequestReference(pullRequest: PullRequest) {
  const { repository, id, number, head, headSha, base, baseSha } = pullRequest;
  const repo = { id: repository.id, url: apiUrl(repository), name: repository.name };
  return {
    url: `${apiUrl(repository)}/pulls/${number}`,
    id,
    number,
    head: { ref: head.name, sha: headSha, repo },
    base: { ref: base, sha: baseSha, repo },
  };
}

const NOBODY = {
  assignee: null,
  assignees: [],
  requested_reviewers: [],
  requested_teams: [],
  labels: [],
  milestone: null,
};

function datesOf({ createdAt, updatedAt, closedAt, mergedAs }: PullRequest) {
  return {
    created_at: createdAt,
    updated_at: updatedAt,
    closed_at: closedAt ?? null,
    merged_at: mergedAs === undefined ? null : (closedAt ?? null),
  };
}

function endShape({ repository, head }: PullRequest, branch: Branch, sha: string) {
  return {
    label: `${branch.owner.login}:${branch.name}`,
    ref: branch.name,
    sha,
    user: accountShape(branch.owner, repository.world),
    repo: branch === head ? headRepositoryShape(repository, branch) : repositoryShape(repository),
  };
}

function linksOf({ repository, number, headSha }: PullRequest) {
  const api = apiUrl(repository);
  const url = `${api}/pulls/${number}`;
  const html = `${repository.world.url}/${repository.fullName}/pull/${number}`;
  const links = {
    issue: `${api}/issues/${number}`,
    comments: `${api}/issues/${number}/comments`,
    review_comments: `${url}/comments`,
    review_comment: `${api}/pulls/comments{/number}`,
    commits: `${url}/commits`,
    statuses: `${api}/statuses/${headSha}`,
  };
  const addresses = Object.fromEntries(Object.entries(links).map(([name, link]) => [`${name}_url`, link]));
  const hrefs = Object.entries({ self: url, html, ...links }).map(([name, href]) => [name, { href }]);
  return {
    url,
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    ...addresses,
    _links: Object.fromEntries(hrefs),
  };
}
