/** One request that was made of the API. */
export interface LoggedRequest {
  readonly method: string;
  /** Without the prefix of GitHub Enterprise Server and without parameters. */
  readonly path: string;
  /** As GitHub's description names it; undefined when there is no such operation. */
  operation?: string;
  /** The fields that a GraphQL request asked of the root: `repository`, `resolveReviewThread`. */
  graphql?: readonly string[];
  /** The installation whose token was used. */
  installation?: number;
  /** Undefined when no answer was given. */
  status?: number;
  /** What went wrong on purpose. */
  fault?: string;
  /** Milliseconds until it was answered. */
  milliseconds?: number;
}
