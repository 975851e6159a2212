import type { ProbotOctokit } from 'probot';

/** Calls about one repository, with a token for it. The names are those that Octokit's templates have. */
export interface Connection {
  readonly octokit: ProbotOctokit;
  readonly at: { readonly owner: string; readonly repo: string };
}
