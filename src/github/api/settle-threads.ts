import { z } from 'zod';
import type { OwnThread } from '../../reporters/review/review-plan.js';
import type { Connection } from './connection.js';
import { askGraphql } from './graphql.js';
import type { GraphqlProblem } from './graphql-problem.js';

export interface Rewriting {
  readonly thread: OwnThread;
  readonly body: string;
}

interface Step {
  readonly declarations: string;
  readonly field: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** One call. Gives the threads that GitHub does not let the App resolve; one refusal leaves the other steps as they are. */
export async function settleThreads(
  { octokit }: Connection,
  resolve: readonly OwnThread[],
  rewrite: readonly Rewriting[],
): Promise<readonly OwnThread[]> {
  const steps = [...resolve.map(resolving), ...rewrite.map(rewriting)];
  if (steps.length === 0) return [];
  const { problems } = await askGraphql(octokit, {
    name: 'SettleThreads',
    document: `mutation SettleThreads(${steps.map(({ declarations }) => declarations).join(', ')}) {
${steps.map(({ field }) => `  ${field}`).join('\n')}
}`,
    variables: Object.assign({}, ...steps.map(({ variables }) => variables)),
    schema: z.unknown(),
    tolerates: isRefused,
  });
  const refused = new Set(problems.map(({ path }) => path?.[0]));
  return resolve.filter((_, index) => refused.has(`resolve${index}`));
}

/** Not permitted, or deleted meanwhile: neither is a reason to leave the rest undone. */
function isRefused({ type, path }: GraphqlProblem): boolean {
  return path !== undefined && (type === 'FORBIDDEN' || type === 'NOT_FOUND');
}

function resolving({ id }: OwnThread, index: number): Step {
  return {
    declarations: `$thread${index}: ID!`,
    field: `resolve${index}: resolveReviewThread(input: {threadId: $thread${index}}) { thread { id } }`,
    variables: { [`thread${index}`]: id },
  };
}

function rewriting({ thread, body }: Rewriting, index: number): Step {
  const input = `{pullRequestReviewCommentId: $comment${index}, body: $body${index}}`;
  return {
    declarations: `$comment${index}: ID!, $body${index}: String!`,
    field: `rewrite${index}: updatePullRequestReviewComment(input: ${input}) { pullRequestReviewComment { id } }`,
    variables: { [`comment${index}`]: thread.commentId, [`body${index}`]: body },
  };
}
