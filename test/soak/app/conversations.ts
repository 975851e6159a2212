import type { PullRequest } from '../../github/state/pull-request.js';
import type { SeenComment, SeenThread } from '../../github/state/seen.js';

/** The login of the App. */
const APP = 'plumbline[bot]';

/** What people have said on a pull request, to be compared with what it is later. */
export interface Said {
  readonly comments: readonly SeenComment[];
  readonly threads: readonly Pick<SeenThread, 'resolvedBy' | 'comments'>[];
}

export function saidByPeople(pullRequest: PullRequest): Said {
  return {
    comments: pullRequest.comments().filter(({ author }) => author !== APP),
    threads: pullRequest
      .threads()
      .filter((thread) => !isOwn(thread))
      .map(({ resolvedBy, comments }) => ({ comments, ...(resolvedBy !== undefined && { resolvedBy }) })),
  };
}

/** Conversations that the App began and that nobody closed. */
export function openOwnThreads(pullRequest: PullRequest): readonly SeenThread[] {
  return pullRequest.threads().filter((thread) => isOwn(thread) && thread.resolvedBy === undefined);
}

function isOwn({ comments }: SeenThread): boolean {
  return comments[0]?.author === APP;
}
