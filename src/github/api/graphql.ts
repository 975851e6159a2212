import type { ProbotOctokit } from 'probot';
import type { z } from 'zod';
import { GithubError } from '../github-error.js';
import { failureOfProblem, GraphqlAnswer, type GraphqlProblem } from './graphql-problem.js';

/** What is asked of GitHub's GraphQL API. */
export interface Operation<T> {
  /** Named in errors. */
  readonly name: string;
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Of the answer's data. */
  readonly schema: z.ZodType<T>;
  /** A problem that leaves a gap in the data which the schema allows. Any other one is a failure. */
  tolerates?(problem: GraphqlProblem): boolean;
}

export interface Answer<T> {
  readonly data: T;
  /** Those that were tolerated. */
  readonly problems: readonly GraphqlProblem[];
}

/** Asks the GraphQL API, which an Enterprise Server has beside its REST API and not below it. */
export async function askGraphql<T>(octokit: ProbotOctokit, operation: Operation<T>): Promise<Answer<T>> {
  const { baseUrl } = octokit.request.endpoint.DEFAULTS;
  const response = await octokit.request('POST /graphql', {
    baseUrl: baseUrl.replace(/\/api\/v3\/?$/, '/api'),
    query: operation.document,
    variables: operation.variables,
  });
  const request = `POST /graphql ${operation.name}`;
  const { errors: problems = [], data } = understood(request, GraphqlAnswer, response.data);
  const failure = problems.find((problem) => operation.tolerates?.(problem) !== true);
  if (failure !== undefined) throw failureOfProblem(request, failure);
  return { data: understood(request, operation.schema, data), problems };
}

function understood<T>(request: string, schema: z.ZodType<T>, data: unknown): T {
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map(({ path }) => path.join('.')).slice(0, 3);
  throw new GithubError('unavailable', `${request}: an answer of another shape at ${places.join(', ')}`);
}
