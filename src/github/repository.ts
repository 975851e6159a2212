/** A repository that the App is installed on. */
export interface Repository {
  /** The installation that gives access to it. */
  readonly installation: number;
  /** GitHub's number, which survives renames. */
  readonly id: number;
  readonly owner: string;
  readonly name: string;
  /** As `main`. */
  readonly defaultBranch: string;
}
