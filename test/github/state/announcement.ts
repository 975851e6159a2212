import type { Account } from './account.js';
import type { App } from './app.js';
import type { Installation } from './installation.js';
import type { Repository } from './repository.js';

/** Something happened that Apps may have subscribed to. */
export interface Announcement {
  /** `pull_request` */
  readonly event: string;
  /** `opened`; a push has none. */
  readonly action?: string;
  readonly repository?: Repository;
  readonly sender: Account;
  /** What the payload holds beside action, repository, sender and installation. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** Only this App is told. */
  readonly onlyTo?: App;
  /** Only this installation is told; for what is about no repository. */
  readonly about?: Installation;
}
