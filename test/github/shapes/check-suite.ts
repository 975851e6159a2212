import type { CheckSuite } from '../state/checks.js';
import type { Repository } from '../state/repository.js';
import { appShape } from './app.js';
import { pullRequestReference } from './pull-request.js';
import { apiUrl, repositoryShape } from './repository.js';

/** Whole, as `check_suite` payloads have it. */
export function checkSuiteShape(suite: CheckSuite, repository: Repository) {
  return {
    ...checkSuiteReference(suite, repository),
    latest_check_runs_count: suite.runs.length,
    check_runs_url: `${apiUrl(repository)}/check-suites/${suite.id}/check-runs`,
    head_commit: {
      id: suite.headSha,
      tree_id: suite.headSha,
      message: 'Change',
      timestamp: suite.createdAt,
      author: { name: 'ada', email: 'ada@example.org' },
      committer: { name: 'ada', email: 'ada@example.org' },
    },
  };
}

/** As check runs name their suite. */
export function checkSuiteReference(suite: CheckSuite, repository: Repository) {
  const { world } = repository;
  const completed = suite.runs.length > 0 && suite.runs.every(({ status }) => status === 'completed');
  return {
    id: suite.id,
    node_id: suite.nodeId,
    head_branch: suite.headBranch ?? null,
    head_sha: suite.headSha,
    status: completed ? 'completed' : 'queued',
    conclusion: completed ? (suite.runs.at(-1)?.conclusion ?? null) : null,
    url: `${apiUrl(repository)}/check-suites/${suite.id}`,
    before: null,
    after: suite.headSha,
    pull_requests: pullRequestsOf(suite.headSha, repository),
    app: appShape(suite.app, world),
    repository: repositoryShape(repository),
    created_at: suite.createdAt,
    updated_at: suite.createdAt,
    rerequestable: true,
    runs_rerequestable: true,
  };
}

/** Open pull requests whose head this is. GitHub names none that come from a fork. */
export function pullRequestsOf(headSha: string, repository: Repository) {
  const found = repository.pullRequests.filter((each) => each.open && !each.fork && each.headSha === headSha);
  return found.map(pullRequestReference);
}
