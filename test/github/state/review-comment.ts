import type { Author } from './author.js';
import { Comment } from './comment.js';
import { nodeId } from './node-id.js';
import type { Review } from './review.js';
import type { ReviewThread } from './review-thread.js';

/** A comment in a thread of a pull request's diff. */
export class ReviewComment extends Comment {
  readonly nodeId: string;
  readonly thread: ReviewThread;
  readonly review: Review;

  constructor(id: number, by: Author, body: string, review: Review, thread: ReviewThread) {
    super(id, by, body, review.submittedAt);
    this.nodeId = nodeId('PRRC', id);
    this.thread = thread;
    this.review = review;
  }

  /** What it answers; the first comment of a thread answers nothing. */
  get answered(): ReviewComment | undefined {
    const [first] = this.thread.comments;
    return first === this ? undefined : first;
  }
}
