import { z } from 'zod';
import { Branch, Id, InRepository, reading, repositoryIn, Sha } from './payload.js';
import { accepted, ignored } from './translation.js';

const PullRequest = InRepository.extend({
  pull_request: z.object({
    number: Id,
    head: z.object({ sha: Sha }),
    base: z.object({ ref: Branch }),
  }),
});

const Edited = PullRequest.extend({ changes: z.object({ base: z.unknown() }).partial() });

/** There is something new to review: opened, reopened, pushed to, no longer a draft. */
export const pullRequestMoved = reading(PullRequest, (payload) => review(payload));

/** Another base is another merge base and another policy; titles and texts mean nothing. */
export const pullRequestEdited = reading(Edited, (payload) =>
  payload.changes.base === undefined ? ignored('its base is the same') : review(payload),
);

function review(payload: z.infer<typeof PullRequest>) {
  const { number, head, base } = payload.pull_request;
  return accepted({
    kind: 'review',
    repository: repositoryIn(payload),
    pullRequest: number,
    at: { head: head.sha, baseRef: base.ref },
    again: false,
  });
}

const MergeGroup = InRepository.extend({
  merge_group: z.object({ head_sha: Sha, base_sha: Sha, base_ref: z.string().transform(withoutPrefix).pipe(Branch) }),
});

/** A merge queue waits for the check on a commit of its own. */
export const mergeGroupRequested = reading(MergeGroup, (payload) => {
  const { head_sha: head, base_sha: base, base_ref: baseRef } = payload.merge_group;
  return accepted({ kind: 'merge-group', repository: repositoryIn(payload), head, base, baseRef });
});

function withoutPrefix(ref: string): string {
  return ref.replace(/^refs\/heads\//, '');
}
