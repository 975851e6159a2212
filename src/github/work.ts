import type { Command } from './command.js';
import type { Repository } from './repository.js';

/** What a delivery asks Plumbline to do. Plain data without anything private: it is stored until it is done. */
export type Work =
  | ReviewWork
  | AssistWork
  | ShowWork
  | MergeGroupWork
  | CommandWork
  | FixWork
  | PolicyChangedWork
  | ForgetWork;

/** Analyse a pull request and make its check run and review true. */
export interface ReviewWork {
  readonly kind: 'review';
  readonly repository: Repository;
  readonly pullRequest: number;
  /** The commit that the delivery was about, and the branch that it is to be merged into; asked of GitHub when the delivery does not say. */
  readonly at?: { readonly head: string; readonly baseRef: string };
  /** Someone asked for it again: the same outcome is told once more, as a new check run. */
  readonly again: boolean;
}

/** Have a model write about what a review found. Nobody waits for it. */
export interface AssistWork {
  readonly kind: 'assist';
  readonly repository: Repository;
  readonly pullRequest: number;
  /** The commit that was reviewed; of no use for any other. */
  readonly head: string;
  readonly baseRef: string;
  /** Of the briefs that nothing was written about when the review spoke, by key. */
  readonly briefs: readonly string[];
}

/** Make the conversations of a pull request show what was written since they were reviewed. */
export interface ShowWork {
  readonly kind: 'show';
  readonly repository: Repository;
  readonly pullRequest: number;
  readonly head: string;
  readonly baseRef: string;
}

/** Check what a merge queue is about to merge. There is no one to comment to. */
export interface MergeGroupWork {
  readonly kind: 'merge-group';
  readonly repository: Repository;
  readonly head: string;
  readonly base: string;
  readonly baseRef: string;
}

/** A comment on a pull request that begins with `/plumbline`. */
export interface CommandWork {
  readonly kind: 'command';
  readonly repository: Repository;
  readonly pullRequest: number;
  readonly comment: number;
  /** When it was written, as ISO 8601: its numbers are those of the list that stood there then. */
  readonly writtenAt: string;
  /** The login of its author, whose permission is asked of GitHub before anything is done. */
  readonly author: string;
  readonly command: Command;
}

/** The button "Apply fix" of a check run. */
export interface FixWork {
  readonly kind: 'fix';
  readonly repository: Repository;
  readonly pullRequest: number;
  /** The commit whose check run has the button. */
  readonly head: string;
  readonly author: string;
}

/** The default branch moved in a way that may have changed a policy that others inherit. */
export interface PolicyChangedWork {
  readonly kind: 'policy-changed';
  readonly repository: Repository;
}

/** The App was removed: delete what is stored about these repositories (all of the installation when there are none). */
export interface ForgetWork {
  readonly kind: 'forget';
  readonly installation: number;
  readonly repositories: readonly number[];
}

/** Work of one lane is done one after the other, in the order in which it was accepted. */
export function laneOf(work: Work): string {
  switch (work.kind) {
    case 'review':
    case 'show':
    case 'command':
    case 'fix':
      return pullRequestLane(work);
    case 'assist':
      return `${pullRequestLane(work)}${ASIDE}`;
    case 'merge-group':
      return `${work.repository.id}/merge/${work.head}`;
    case 'policy-changed':
      return `${work.repository.id}/policy`;
    case 'forget':
      return `installation/${work.installation}`;
  }
}

/** The lane whose newer reviews make a piece of work needless. */
export function supersedingLaneOf(work: Work): string {
  return work.kind === 'assist' ? pullRequestLane(work) : laneOf(work);
}

/** A lane whose work may take minutes and is waited for by nobody: it must not take the place of work that is. */
export function isAside(lane: string): boolean {
  return lane.endsWith(ASIDE);
}

const ASIDE = '/assist';

function pullRequestLane({ repository, pullRequest }: ReviewWork | AssistWork | ShowWork | CommandWork | FixWork) {
  return `${repository.id}/pull/${pullRequest}`;
}
