import type { Configuration } from '../../policy/configuration.js';
import type { Listing, SetAside } from '../numbered-findings.js';

/** What a check run depends on besides the report. */
export interface CheckRunContext {
  /** The policy that is obeyed: the base's. */
  readonly policy: Pick<Configuration, 'mode' | 'newOnly' | 'failOn' | 'requireComplete'>;
  readonly ignored: readonly SetAside[];
  /** The pull request is a draft: it gets no comments yet. */
  readonly draft: boolean;
  /** Commits can be made to the branch. */
  readonly fixable: boolean;
  /** There is a conversation to comment in; a merge queue has none. */
  readonly commands: boolean;
}

export function listingOf({ policy, ignored }: Pick<CheckRunContext, 'policy' | 'ignored'>): Listing {
  return { newOnly: policy.newOnly, ignored };
}
