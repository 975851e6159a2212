import type { IgnoredFinding } from '../analyst/analyst.js';

/** A pull request, for the database. */
export interface PullRequestKey {
  readonly repository: number;
  readonly number: number;
}

/** The little that Plumbline remembers about a pull request; everything else is read from GitHub each time. */
export interface PullRequestStore {
  /** Findings that people set aside, oldest first. */
  ignoredFindings(pullRequest: PullRequestKey): Promise<readonly IgnoredFinding[]>;
  /** Sets a finding aside; a second time it changes the reason. */
  ignoreFinding(pullRequest: PullRequestKey, ignored: IgnoredFinding): Promise<void>;
  /** Remembers the numbered list of findings that was published, and since when it is what it is. */
  rememberList(pullRequest: PullRequestKey, fingerprints: readonly string[]): Promise<void>;
  /** Remembers the commit that a delivery's work began with, and gives the one remembered: a repeated attempt must not take another for it. */
  pinHead(delivery: string, head: string): Promise<string>;
  /** When the list last changed; undefined when none was published. */
  listChangedAt(pullRequest: PullRequestKey): Promise<Date | undefined>;
}
