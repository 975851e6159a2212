import { AnalysisFailure, type ReviewOutcome } from '../analyst/analyst.js';
import { GithubError } from '../github/github-error.js';
import type { PullRequestView, RepositoryApi } from '../github/repository-api.js';
import type { ReviewWork } from '../github/work.js';
import { failedCheckRun } from '../reporters/check-run/failed-check-run.js';
import { abandonedCheckRun } from './abandoned-check-run.js';
import { checkNameOf } from './check-name.js';
import { converse, reviewRequest } from './converse.js';
import { type OpenedChange, openChange } from './open-change.js';
import type { Outcome } from './outcome.js';
import { beginCheck, publishCheck } from './publish-check.js';
import type { Job, Services } from './services.js';
import { knownTexts } from './writing.js';

/** A push may move the head while an attempt runs; it starts over as often as this. */
const MAX_STARTS = 3;

/**
 * Makes the check run and the conversations of a pull request say what its newest commit deserves. Each attempt begins with what GitHub
 * shows, so that it may be repeated at any point.
 */
export async function reviewPullRequest(work: ReviewWork, services: Services, job: Job): Promise<Outcome> {
  const api = services.github.repository(work.repository, 'report');
  let at = work.at ?? (await stateOf(api, work.pullRequest));
  for (let start = 0; start < MAX_STARTS; start++) {
    if (await job.isSuperseded()) return 'superseded';
    const review = new Review(work, at, services, job, api);
    const ended = await review.run();
    if (typeof ended === 'string') return ended;
    at = ended;
  }
  throw new GithubError('conflict', `pull request ${work.pullRequest} moved ${MAX_STARTS} times during its review`);
}

interface Position {
  readonly head: string;
  readonly baseRef: string;
}

/** One attempt at one position. */
class Review {
  readonly #work: ReviewWork;
  readonly #at: Position;
  readonly #services: Services;
  readonly #job: Job;
  readonly #api: RepositoryApi;

  constructor(work: ReviewWork, at: Position, services: Services, job: Job, api: RepositoryApi) {
    this.#work = work;
    this.#at = at;
    this.#services = services;
    this.#job = job;
    this.#api = api;
  }

  /** Gives the position to start over from when the pull request is no longer where the work says. */
  async run(): Promise<Outcome | Position> {
    const opened = await this.#open();
    const { pullRequest } = opened.view;
    if (pullRequest === undefined || !pullRequest.open) return this.#abandon(opened, 'closed');
    if (pullRequest.head !== this.#at.head || pullRequest.baseRef !== this.#at.baseRef) return this.#moved(opened);
    const outcome = await this.#analyse(opened, pullRequest);
    if (await this.#job.isSuperseded()) return this.#abandon(opened, 'superseded');
    await this.#publish(outcome, opened);
    await this.#converse(outcome, opened, pullRequest);
    return 'done';
  }

  #open(): Promise<OpenedChange> {
    const { repository, pullRequest } = this.#work;
    const { head, baseRef } = this.#at;
    const target = { repository, pullRequest, head, base: baseRef, checkName: this.#check.name };
    return openChange(target, this.#services, this.#api, (present) => beginCheck(this.#api, this.#check, present));
  }

  async #analyse(opened: OpenedChange, pullRequest: PullRequestView): Promise<ReviewOutcome> {
    try {
      return await this.#services.analyst.review(reviewRequest(opened, pullRequest, [], this.#services), opened.texts);
    } catch (error) {
      if (!(error instanceof AnalysisFailure)) throw error;
      return { check: failedCheckRun(error.message), plan: { resolve: [], rewrite: [] }, findings: [] };
    }
  }

  async #publish({ check, findings }: ReviewOutcome, { checks }: OpenedChange): Promise<void> {
    const { repository, pullRequest, again } = this.#work;
    await this.#services.pullRequests.rememberList({ repository: repository.id, number: pullRequest }, findings);
    const wanted = { ...this.#check, report: check, ...(again && { again: this.#job.delivery }) };
    await publishCheck(this.#api, wanted, checks);
    this.#services.published(findings.length);
  }

  /** Only now, when the check run is there, do texts of a model come into it: those that are known at once, and others later. */
  async #converse(outcome: ReviewOutcome, opened: OpenedChange, pullRequest: PullRequestView): Promise<void> {
    const { plan, unwritten } = await this.#withTexts(outcome, opened, pullRequest);
    const { repository, pullRequest: number } = this.#work;
    await converse(plan, this.#api, { pullRequest: number, head: this.#at.head });
    if (unwritten.length === 0) return;
    const briefs = unwritten.map(({ key }) => key);
    const work = { kind: 'assist', repository, pullRequest: number, ...this.#at, briefs } as const;
    await this.#job.follow(work, `assist/${this.#at.head}`);
  }

  async #withTexts({ plan, findings }: ReviewOutcome, opened: OpenedChange, pullRequest: PullRequestView) {
    const withoutTexts = { plan, unwritten: [] };
    if (findings.length === 0 || pullRequest.draft) return withoutTexts;
    try {
      const { written, unwritten } = await knownTexts('new', opened, this.#services);
      if (written.length === 0) return { plan, unwritten };
      const request = reviewRequest(opened, pullRequest, written, this.#services);
      return { plan: (await this.#services.analyst.review(request, opened.texts)).plan, unwritten };
    } catch (error) {
      if (error instanceof AnalysisFailure) return withoutTexts;
      throw error;
    }
  }

  /** Replicas of GitHub may lag: only what it says twice is believed. */
  async #moved(opened: OpenedChange): Promise<Position> {
    const { pullRequest } = this.#work;
    const state = await stateOf(this.#api, pullRequest);
    if (state.head === this.#at.head && state.baseRef === this.#at.baseRef) {
      throw new GithubError('conflict', `GitHub does not show the newest commit of pull request ${pullRequest} yet`);
    }
    await this.#abandon(opened, 'superseded');
    return state;
  }

  /** A run that was begun on this commit must not go on for ever. */
  async #abandon({ checks }: OpenedChange, outcome: Outcome): Promise<Outcome> {
    if (checks.some(({ completed }) => !completed)) {
      await publishCheck(this.#api, { ...this.#check, report: abandonedCheckRun(outcome) }, checks);
    }
    return outcome;
  }

  get #check() {
    const { repository, pullRequest } = this.#work;
    const name = checkNameOf(this.#services.checkName, repository, this.#at.baseRef);
    return { name, head: this.#at.head, subject: `pr:${pullRequest}` };
  }
}

async function stateOf(api: RepositoryApi, number: number): Promise<Position> {
  const { head, baseRef } = await api.pullRequest(number);
  return { head, baseRef };
}
