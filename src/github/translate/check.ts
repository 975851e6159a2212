import { z } from 'zod';
import { Id, InRepository, reading, repositoryIn, Sha, User } from './payload.js';
import { accepted, ignored, type Translation } from './translation.js';

const PullRequests = z.array(z.object({ number: Id, base: z.object({ repo: z.object({ id: Id }) }) }));

const CheckRun = InRepository.extend({
  check_run: z.object({
    head_sha: Sha,
    external_id: z.string().nullable(),
    app: z.object({ id: Id }).nullable(),
    pull_requests: PullRequests,
  }),
});

const RequestedAction = CheckRun.extend({ requested_action: z.object({ identifier: z.string() }), sender: User });

const CheckSuite = InRepository.extend({
  check_suite: z.object({ app: z.object({ id: Id }).nullable(), pull_requests: PullRequests }),
});

const NOT_OURS = "it is another App's";
const NO_PULL_REQUEST = 'it names no pull request';

/** "Re-run" of one check run. */
export const checkRunRerequested = reading(CheckRun, (payload, app) => {
  if (payload.check_run.app?.id !== app) return ignored(NOT_OURS);
  const pullRequest = pullRequestOf(payload);
  return pullRequest === undefined ? ignored(NO_PULL_REQUEST) : reviewAgain(payload, [pullRequest]);
});

/** "Re-run all checks". Forks' suites name no pull request, and have no room for our own note of it as check runs have. */
export const checkSuiteRerequested = reading(CheckSuite, (payload, app) => {
  if (payload.check_suite.app?.id !== app) return ignored(NOT_OURS);
  return reviewAgain(payload, numbersIn(payload, payload.check_suite.pull_requests));
});

/** A button of a check run. */
export const checkRunActionRequested = reading(RequestedAction, (payload, app) => {
  if (payload.check_run.app?.id !== app) return ignored(NOT_OURS);
  if (payload.requested_action.identifier !== 'fix') return ignored('there is no such button');
  if (payload.sender.type !== 'User') return ignored('it was not pressed by a person');
  const pullRequest = pullRequestOf(payload);
  if (pullRequest === undefined) return ignored(NO_PULL_REQUEST);
  return accepted({
    kind: 'fix',
    repository: repositoryIn(payload),
    pullRequest,
    head: payload.check_run.head_sha,
    author: payload.sender.login,
  });
});

/** Our own note in the external id comes first: pull requests of forks are not named by GitHub. */
function pullRequestOf(payload: z.infer<typeof CheckRun>): number | undefined {
  const { external_id: externalId, pull_requests: pullRequests } = payload.check_run;
  const [, noted] = /^pr:([1-9]\d{0,9}):/.exec(externalId ?? '') ?? [];
  return noted === undefined ? numbersIn(payload, pullRequests)[0] : Number(noted);
}

/** Without those that go from this repository to another one, which GitHub names too. */
function numbersIn(
  { repository }: z.infer<typeof InRepository>,
  pullRequests: z.infer<typeof PullRequests>,
): readonly number[] {
  return pullRequests.filter(({ base }) => base.repo.id === repository.id).map(({ number }) => number);
}

function reviewAgain(payload: z.infer<typeof InRepository>, numbers: readonly number[]): Translation {
  const repository = repositoryIn(payload);
  const [first, ...others] = numbers.map(
    (pullRequest) => ({ kind: 'review', repository, pullRequest, again: true }) as const,
  );
  return first === undefined ? ignored(NO_PULL_REQUEST) : accepted(first, ...others);
}
