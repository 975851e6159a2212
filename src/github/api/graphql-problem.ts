import { z } from 'zod';
import { GithubError, type GithubErrorKind } from '../github-error.js';
import { rateLimited, secondsUntilReset } from './failure.js';

/** One entry of the `errors` of a GraphQL answer. The message repeats what was asked, so that it is never passed on. */
const GraphqlProblem = z.object({
  type: z.optional(z.string().regex(/^\w{1,60}$/)).catch(undefined),
  message: z.string(),
  path: z.optional(z.array(z.union([z.string(), z.number()]))),
  extensions: z.optional(z.object({ code: z.optional(z.string().regex(/^\w{1,60}$/)) })).catch(undefined),
});
export type GraphqlProblem = z.output<typeof GraphqlProblem>;

export const GraphqlAnswer = z.object({
  data: z.optional(z.unknown()),
  errors: z.optional(z.array(GraphqlProblem)),
});

/** GitHub tells limits and timeouts with status 200: as what they would be otherwise, or undefined when there is none. */
export function refusalWithin(
  request: string,
  answer: unknown,
  headers: Readonly<Record<string, unknown>>,
): GithubError | undefined {
  const { data: parsed } = GraphqlAnswer.safeParse(answer);
  const problems = parsed?.errors ?? [];
  if (problems.some(({ type }) => type === 'RATE_LIMITED')) return rateLimited(request, secondsUntilReset(headers));
  return problems.some(isTimeout) ? new GithubError('unavailable', `${request}: GitHub gave up`) : undefined;
}

export function failureOfProblem(request: string, problem: GraphqlProblem): GithubError {
  return new GithubError(kindOf(problem), `${request}: ${problem.type ?? problem.extensions?.code ?? 'error'}`);
}

function kindOf(problem: GraphqlProblem): GithubErrorKind {
  if (/expected branch to point to/i.test(problem.message)) return 'conflict';
  switch (problem.type) {
    case 'FORBIDDEN':
    case 'INSUFFICIENT_SCOPES':
      return 'forbidden';
    case 'NOT_FOUND':
      return 'not-found';
    case 'STALE_DATA':
      return 'conflict';
    case 'RESOURCE_LIMITS_EXCEEDED':
      return 'unavailable';
    default:
      return 'rejected';
  }
}

/** "Something went wrong while executing your query. This may be the result of a timeout, or it could be a GitHub bug." */
function isTimeout({ type, extensions, message }: GraphqlProblem): boolean {
  return type === undefined && extensions?.code === undefined && /^something went wrong|timed? ?out/i.test(message);
}
