import { z } from 'zod';
import type { OwnThread } from '../../reporters/review/review-plan.js';
import type { Selection } from './selection.js';

export const THREADS_FRAGMENT = `fragment Threads on PullRequestReviewThreadConnection {
  pageInfo { hasNextPage endCursor }
  nodes {
    id isResolved viewerCanResolve path
    resolvedBy { login }
    opening: comments(first: 1) { nodes { id fullDatabaseId body viewerDidAuthor } }
    all: comments(first: 50) { totalCount nodes { viewerDidAuthor } }
  }
}`;

const FIELDS = `    pullRequest(number: $number) { reviewThreads(first: 100, after: $after) { ...Threads } }`;

const Thread = z.object({
  id: z.string(),
  isResolved: z.boolean(),
  viewerCanResolve: z.boolean(),
  path: z.string(),
  resolvedBy: z.nullable(z.object({ login: z.string() })),
  opening: z.object({
    nodes: z.array(
      z.object({ id: z.string(), fullDatabaseId: z.coerce.number(), body: z.string(), viewerDidAuthor: z.boolean() }),
    ),
  }),
  all: z.object({ totalCount: z.number(), nodes: z.array(z.object({ viewerDidAuthor: z.boolean() })) }),
});

export const SelectedThreads = z.object({
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.nullable(z.string()) }),
  nodes: z.array(Thread),
});

export const SelectedPage = z.object({ pullRequest: z.object({ reviewThreads: SelectedThreads }) });

/** Asks for the conversations of a pull request after a place in their list. */
export function selectThreads(number: number, after: string): Selection {
  const variables = { number: { type: 'Int!', value: number }, after: { type: 'String!', value: after } };
  return { variables, fields: FIELDS, fragments: THREADS_FRAGMENT };
}

/** Those that the App began; nobody else's are looked at. `viewer` is the App's own login. */
export function ownThreads({ nodes }: z.output<typeof SelectedThreads>, viewer: string): readonly OwnThread[] {
  return nodes.flatMap(({ id, path, isResolved, resolvedBy, viewerCanResolve, opening, all }) => {
    const [first] = opening.nodes;
    if (first?.viewerDidAuthor !== true) return [];
    const thread: OwnThread = {
      id,
      commentId: first.id,
      commentNumber: first.fullDatabaseId,
      body: first.body,
      path,
      resolved: isResolved,
      resolvedByOther: isResolved && accountOf(resolvedBy?.login) !== accountOf(viewer),
      viewerCanResolve,
      answered: all.nodes.some(({ viewerDidAuthor }) => !viewerDidAuthor) || all.totalCount > all.nodes.length,
    };
    return [thread];
  });
}

/** GitHub writes the login of an App with `[bot]` in some places and without in others. */
function accountOf(login: string | undefined): string | undefined {
  return login?.replace(/\[bot\]$/, '');
}
