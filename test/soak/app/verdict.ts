import { parseMarker } from '../../../src/reporters/review/marker.js';
import type { PullRequest } from '../../github/state/pull-request.js';
import type { SeenThread } from '../../github/state/seen.js';
import { openOwnThreads } from './conversations.js';

/** What GitHub shows of Plumbline on a pull request. */
export interface Verdict {
  readonly conclusion: string | undefined;
  readonly title: string | undefined;
  /** For each open conversation what it is about. */
  readonly topics: readonly (readonly string[])[];
  /** The first comments of them. */
  readonly bodies: readonly string[];
}

export function verdictOn(pullRequest: PullRequest): Verdict {
  const [run] = pullRequest.repository.checkRuns(pullRequest.headSha);
  const threads = openOwnThreads(pullRequest);
  return {
    conclusion: run?.conclusion,
    title: run?.title,
    topics: threads.map(findingsOf),
    bodies: threads.map(({ comments }) => comments[0]?.body ?? ''),
  };
}

/** Where a pull request does not show what it deserves. */
export function problemsOf(pullRequest: PullRequest, deserved: Verdict | undefined): readonly string[] {
  if (deserved === undefined) return ['nobody knows what it deserves'];
  const name = `${pullRequest.repository.fullName}#${pullRequest.number}`;
  const problems = [...checkProblems(pullRequest, deserved), ...conversationProblems(pullRequest, deserved)];
  return problems.map((problem) => `${name}: ${problem}`);
}

function checkProblems({ repository, headSha }: PullRequest, { conclusion, title }: Verdict): readonly string[] {
  const runs = repository.checkRuns(headSha);
  const [run] = runs;
  if (run === undefined || runs.length > 1)
    return [
      `check runs ${JSON.stringify(runs.map(({ id, status, conclusion, externalId, title }) => ({ id, status, conclusion, externalId, title })))}`,
    ];
  const shown = [run.status, run.conclusion, run.title].join(', ');
  const wanted = ['completed', conclusion, title].join(', ');
  return shown === wanted ? [] : [`its check run says ${shown} instead of ${wanted}`];
}

function conversationProblems(pullRequest: PullRequest, { topics }: Verdict): readonly string[] {
  const open = openOwnThreads(pullRequest).map(findingsOf);
  const told = open.flat();
  const deserved = new Set(topics.flat());
  const twice = told.filter((finding, index) => told.indexOf(finding) !== index);
  const stale = open.filter((findings) => !findings.some((finding) => deserved.has(finding)));
  const untold = topics.filter((findings) => !findings.some((finding) => told.includes(finding)));
  return [
    ...twice.map((finding) => `${finding} has two conversations`),
    ...stale.map(
      (findings) =>
        `the conversation about ${findings.join(' ')} should be closed: ${JSON.stringify(openOwnThreads(pullRequest))}`,
    ),
    ...untold.map((findings) => `there is no conversation about ${findings.join(' ')}`),
  ];
}

/** Each with its environments. */
function findingsOf({ comments }: SeenThread): readonly string[] {
  const marker = parseMarker(comments[0]?.body ?? '');
  return (
    marker?.findings.flatMap(({ fingerprint, environments }) => environments.map((each) => `${fingerprint}/${each}`)) ??
    []
  );
}
