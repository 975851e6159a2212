import { z } from 'zod';
import { REPLY_MARKER } from '../reply-marker.js';
import type { PullRequestView } from '../repository-api.js';
import type { GraphqlProblem } from './graphql-problem.js';
import type { Selection } from './selection.js';
import { ownThreads, SelectedThreads, THREADS_FRAGMENT } from './thread-selection.js';

const FIELDS = `    pullRequest(number: $number) {
      state isDraft isCrossRepository headRefOid headRefName baseRefName
      reviewThreads(first: 100) { ...Threads }
      comments(last: 100) { nodes { fullDatabaseId body viewerDidAuthor } }
    }`;

const Comment = z.object({ fullDatabaseId: z.coerce.number(), body: z.string(), viewerDidAuthor: z.boolean() });

const PullRequest = z.object({
  state: z.string(),
  isDraft: z.boolean(),
  isCrossRepository: z.boolean(),
  headRefOid: z.string(),
  headRefName: z.string(),
  baseRefName: z.string(),
  reviewThreads: SelectedThreads,
  comments: z.object({ nodes: z.array(Comment) }),
});

/** Of the answer's repository. */
export const SelectedPullRequest = { pullRequest: z.optional(z.nullable(PullRequest)) };

/** Asks for the state of a pull request, its first hundred conversations and its last hundred comments. */
export function selectPullRequest(number: number): Selection {
  return { variables: { number: { type: 'Int!', value: number } }, fields: FIELDS, fragments: THREADS_FRAGMENT };
}

/** There is no such pull request. */
export function isPullRequestMissing({ type, path }: GraphqlProblem): boolean {
  return type === 'NOT_FOUND' && path?.join('/') === 'repository/pullRequest';
}

export interface ReadPullRequest {
  readonly view: PullRequestView;
  /** Where the next hundred conversations begin. */
  readonly threadsAfter: string | undefined;
}

/** `viewer` is the App's own login. */
export function readPullRequest(
  { pullRequest }: z.output<z.ZodObject<typeof SelectedPullRequest>>,
  viewer: string,
): ReadPullRequest | undefined {
  if (!pullRequest) return undefined;
  const { state, isDraft, isCrossRepository, headRefOid, headRefName, baseRefName, reviewThreads } = pullRequest;
  const reply = pullRequest.comments.nodes.findLast(
    ({ viewerDidAuthor, body }) => viewerDidAuthor && body.startsWith(REPLY_MARKER),
  );
  return {
    view: {
      open: state === 'OPEN',
      draft: isDraft,
      fork: isCrossRepository,
      head: headRefOid,
      headRef: headRefName,
      baseRef: baseRefName,
      threads: ownThreads(reviewThreads, viewer),
      ...(reply && { reply: { number: reply.fullDatabaseId, body: reply.body } }),
    },
    threadsAfter: reviewThreads.pageInfo.hasNextPage ? (reviewThreads.pageInfo.endCursor ?? undefined) : undefined,
  };
}
