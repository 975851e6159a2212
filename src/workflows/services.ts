import type { Analyst } from '../analyst/analyst.js';
import type { GithubClient } from '../github/repository-api.js';
import type { AssistWork, ForgetWork, ShowWork } from '../github/work.js';
import type { OrganisationPolicies } from './organisation-policies.js';
import type { PullRequestStore } from './pull-request-store.js';
import type { Writing } from './writing.js';

/** What work is done with. */
export interface Services {
  readonly github: GithubClient;
  readonly analyst: Analyst;
  readonly pullRequests: PullRequestStore;
  readonly organisations: OrganisationPolicies;
  /** Absent when no model is configured. */
  readonly writing?: Writing;
  /** Deletes what is stored about an installation or about some of its repositories. */
  forget(what: ForgetWork): Promise<void>;
  /** So many findings stand in a check run that was published. */
  published(findings: number): void;
  /** The name that people require in branch protection. */
  readonly checkName: string;
  /** As `2026-11-20`: suppressions expire. */
  today(): string;
}

/** The durable job that work is done in. */
export interface Job {
  /** The delivery's GUID. */
  readonly delivery: string;
  /** A newer push to the same pull request has been accepted meanwhile, and will be reviewed instead. */
  isSuperseded(): Promise<boolean>;
  /** Has more work done, in its own lane: once, however often it is asked for under one name. */
  follow(work: AssistWork | ShowWork, name: string): Promise<void>;
}
