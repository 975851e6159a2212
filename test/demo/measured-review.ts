import { setTimeout as sleep } from 'node:timers/promises';
import type { Github } from '../github/github.js';
import type { CheckRun } from '../github/state/check-run.js';
import type { PullRequest } from '../github/state/pull-request.js';
import type { AppProcess } from './app-process.js';

/** What came of a push, and what it took. */
export interface MeasuredReview {
  readonly run: CheckRun;
  /** From the delivery to the completed check run. */
  readonly milliseconds: number;
  /** From the delivery to its answer. */
  readonly answered: number;
  /** Calls to GitHub for it, the conversations included. */
  readonly calls: number;
}

const REVIEW_MS = 60_000;

/** Lets somebody do something to a pull request and waits until Plumbline has said all that it has to say. */
export async function measuredReview(
  github: Github,
  app: AppProcess,
  act: () => Promise<PullRequest>,
): Promise<MeasuredReview> {
  github.forgetRequests();
  const pullRequest = await act();
  const began = performance.now();
  const run = await completedRun(pullRequest, began);
  const milliseconds = Math.round(performance.now() - began);
  await app.settled(github.deliveries);
  const delivery = github.deliveries.latest('pull_request');
  return {
    run,
    milliseconds,
    answered: Math.round((delivery?.duration ?? 0) * 1000),
    // The list of deliveries is asked for whether there are pull requests or not.
    calls: github.requests.filter(({ path }) => !path.startsWith('/app/hook/')).length,
  };
}

async function completedRun({ repository, headSha }: PullRequest, began: number): Promise<CheckRun> {
  while (performance.now() - began < REVIEW_MS) {
    const run = repository.checkRuns(headSha).find(({ status }) => status === 'completed');
    if (run !== undefined) return run;
    await sleep(1);
  }
  throw new Error(`There is no completed check run after ${REVIEW_MS / 1000} s`);
}
