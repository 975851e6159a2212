import { issueShape } from '../shapes/issue.js';
import { issueCommentShape } from '../shapes/issue-comment.js';
import { pullRequestShape } from '../shapes/pull-request.js';
import { reviewCommentShape, reviewShape, threadShape } from '../shapes/review.js';
import type { Author } from './author.js';
import { IssueComment } from './issue-comment.js';
import type { PullRequest } from './pull-request.js';
import { Review, type ReviewState } from './review.js';
import { ReviewComment } from './review-comment.js';
import { type Anchor, ReviewThread } from './review-thread.js';
import type { World } from './world.js';

/** Something that people who follow a pull request are mailed about. */
export interface Notification {
  readonly kind: 'review' | 'review-comment' | 'comment' | 'push';
  /** Login of who caused it. */
  readonly author: string;
  readonly text: string;
}

/** A review as it is submitted: GitHub takes it whole or not at all, so its anchors have been checked. */
export interface NewReview {
  readonly by: Author;
  readonly body: string;
  readonly state: ReviewState;
  readonly commit: string;
  readonly comments: readonly { readonly anchor: Anchor; readonly body: string }[];
}

/** What is said on a pull request. */
export class Conversation {
  readonly threads: ReviewThread[] = [];
  readonly reviews: Review[] = [];
  readonly comments: IssueComment[] = [];
  readonly notifications: Notification[] = [];
  readonly #pullRequest: PullRequest;

  constructor(pullRequest: PullRequest) {
    this.#pullRequest = pullRequest;
  }

  comment(by: Author, body: string): IssueComment {
    const world = this.#world;
    const comment = new IssueComment(world.nextId(), by, body, world.time(), this.#pullRequest);
    this.comments.push(comment);
    world.addNode(comment.nodeId, comment);
    this.notify('comment', by, body);
    this.#announceComment('created', comment, by);
    return comment;
  }

  /** Nobody is mailed about an edit. */
  editComment(comment: IssueComment, body: string, by: Author = comment.by): void {
    const changes = { body: { from: comment.body } };
    comment.rewrite(body, this.#world.time());
    this.#announceComment('edited', comment, by, { changes });
  }

  submitReview(review: NewReview): Review {
    const world = this.#world;
    const submitted = new Review(world.nextId(), this.#pullRequest, { ...review, submittedAt: world.time() });
    this.reviews.push(submitted);
    world.addNode(submitted.nodeId, submitted);
    this.notify(
      'review',
      review.by,
      [review.body, ...review.comments.map(({ body }) => body)].filter(Boolean).join('\n'),
    );
    const payload = { review: reviewShape(submitted), pull_request: pullRequestShape(this.#pullRequest) };
    this.#announce('pull_request_review', 'submitted', review.by, payload);
    for (const { anchor, body } of review.comments) this.#begin(anchor, review.by, body, submitted);
    return submitted;
  }

  /** Begins a thread outside of a review; GitHub wraps it in one. */
  beginThread(by: Author, anchor: Anchor, body: string): ReviewComment {
    this.notify('review-comment', by, body);
    return this.#begin(anchor, by, body, this.#wrappingReview(by, anchor.commit));
  }

  /** Answers in a thread. */
  replyIn(thread: ReviewThread, by: Author, body: string): ReviewComment {
    this.notify('review-comment', by, body);
    return this.#add(thread, by, body, this.#wrappingReview(by, thread.commit));
  }

  setResolved(thread: ReviewThread, by: Author, resolved: boolean): void {
    if ((thread.resolvedBy !== undefined) === resolved) return;
    thread.resolvedBy = resolved ? by.account : undefined;
    const payload = { thread: threadShape(thread), pull_request: pullRequestShape(this.#pullRequest) };
    this.#announce('pull_request_review_thread', resolved ? 'resolved' : 'unresolved', by, payload);
  }

  notify(kind: Notification['kind'], by: Author, text: string): void {
    this.notifications.push({ kind, author: by.account.login, text });
  }

  get #world(): World {
    return this.#pullRequest.repository.world;
  }

  #wrappingReview(by: Author, commit: string): Review {
    const world = this.#world;
    const said = { by, body: '', state: 'COMMENTED' as const, commit, submittedAt: world.time(), wrapping: true };
    const review = new Review(world.nextId(), this.#pullRequest, said);
    this.reviews.push(review);
    world.addNode(review.nodeId, review);
    return review;
  }

  #begin(anchor: Anchor, by: Author, body: string, review: Review): ReviewComment {
    const world = this.#world;
    const thread = new ReviewThread(world.nextId(), this.#pullRequest, anchor);
    this.threads.push(thread);
    world.addNode(thread.nodeId, thread);
    return this.#add(thread, by, body, review);
  }

  #add(thread: ReviewThread, by: Author, body: string, review: Review): ReviewComment {
    const world = this.#world;
    const comment = new ReviewComment(world.nextId(), by, body, review, thread);
    thread.comments.push(comment);
    world.addNode(comment.nodeId, comment);
    const payload = { comment: reviewCommentShape(comment), pull_request: pullRequestShape(this.#pullRequest) };
    this.#announce('pull_request_review_comment', 'created', by, payload);
    return comment;
  }

  #announceComment(
    action: string,
    comment: IssueComment,
    by: Author,
    more: Readonly<Record<string, unknown>> = {},
  ): void {
    const payload = { issue: issueShape(this.#pullRequest), comment: issueCommentShape(comment), ...more };
    this.#announce('issue_comment', action, by, payload);
  }

  #announce(event: string, action: string, by: Author, payload: Readonly<Record<string, unknown>>): void {
    const { repository } = this.#pullRequest;
    repository.world.announce({ event, action, repository, sender: by.account, payload });
  }
}
