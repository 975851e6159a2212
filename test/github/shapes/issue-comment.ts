import type { IssueComment } from '../state/issue-comment.js';
import { accountShape } from './account.js';
import { appShape } from './app.js';
import { reactionsShape } from './reactions.js';
import { apiUrl } from './repository.js';

export function issueCommentShape(comment: IssueComment) {
  const { id, by, pullRequest } = comment;
  const { repository, number } = pullRequest;
  const { world } = repository;
  const url = `${apiUrl(repository)}/issues/comments/${id}`;
  return {
    url,
    html_url: `${world.url}/${repository.fullName}/pull/${number}#issuecomment-${id}`,
    issue_url: `${apiUrl(repository)}/issues/${number}`,
    id,
    node_id: comment.nodeId,
    user: accountShape(by.account, world),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    body: comment.body,
    author_association: 'NONE',
    reactions: reactionsShape(url),
    performed_via_github_app: by.app ? appShape(by.app, world) : null,
  };
}
