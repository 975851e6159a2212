import type { Author } from './author.js';
import { Comment } from './comment.js';
import { nodeId } from './node-id.js';
import type { PullRequest } from './pull-request.js';

/** A comment below a pull request, on no line. */
export class IssueComment extends Comment {
  readonly nodeId: string;
  readonly pullRequest: PullRequest;

  constructor(id: number, by: Author, body: string, createdAt: string, pullRequest: PullRequest) {
    super(id, by, body, createdAt);
    this.nodeId = nodeId('IC', id);
    this.pullRequest = pullRequest;
  }
}
