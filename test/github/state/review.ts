import type { Author } from './author.js';
import { nodeId } from './node-id.js';
import type { PullRequest } from './pull-request.js';

export type ReviewState = 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED';

interface SaidReview extends Pick<Review, 'by' | 'body' | 'state' | 'commit' | 'submittedAt'> {
  readonly wrapping?: boolean;
}

export class Review {
  readonly id: number;
  readonly nodeId: string;
  readonly pullRequest: PullRequest;
  readonly by: Author;
  readonly body: string;
  readonly state: ReviewState;
  /** The commit that was reviewed. */
  readonly commit: string;
  readonly submittedAt: string;
  /** GitHub made it around a single comment. */
  readonly wrapping: boolean;

  constructor(id: number, pullRequest: PullRequest, said: SaidReview) {
    this.id = id;
    this.nodeId = nodeId('PRR', id);
    this.pullRequest = pullRequest;
    this.by = said.by;
    this.body = said.body;
    this.state = said.state;
    this.commit = said.commit;
    this.submittedAt = said.submittedAt;
    this.wrapping = said.wrapping ?? false;
  }
}
