import type { Serving } from '../support/serving.js';
import type { ShopOnGithub } from '../support/shop-on-github.js';

/** What an attack is made against: one running App for all of them, and a repository that nobody attacks the policy of. */
export interface Target {
  readonly serving: Serving;
  readonly shop: ShopOnGithub;
}

/** Something that must not be accepted. Each also does the nearest thing that must be. */
export interface Attack {
  /** As the list in README.md has it. */
  readonly name: string;
  /** Fails when the attack succeeds. */
  readonly resist: (target: Target) => Promise<void>;
}
