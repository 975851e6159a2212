import { AnalysisFailure } from '../analyst/analyst.js';
import { GithubError, type GithubErrorKind } from '../github/github-error.js';

const OF_GITHUB: Readonly<Record<GithubErrorKind, string>> = {
  forbidden: 'GitHub refused a request of Plumbline: a permission is missing.',
  'not-found': 'GitHub does not show Plumbline what it has to read: the repository, or a commit of it.',
  rejected: 'GitHub took a request of Plumbline for a wrong one.',
  conflict: 'The pull request kept moving while it was analysed.',
  'rate-limited': 'GitHub refused further requests for a while: the limit of this installation is used up.',
  unavailable: 'GitHub did not answer.',
};

/** Why nobody could look, for a check run. Holds no message of an error, which may hold anything. */
export function describeFailure(error: unknown): string {
  if (error instanceof GithubError) return OF_GITHUB[error.kind];
  if (error instanceof AnalysisFailure) return error.message;
  return 'Plumbline failed. Whoever runs it finds the reason in its log.';
}
