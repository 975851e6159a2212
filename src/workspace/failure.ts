import { MAX_FILES, type Workspace } from './workspace.js';

/** Why there is no workspace to analyse. Each is something that people can do something about. */
export type WorkspaceFailure =
  | { readonly kind: 'no-such-directory'; readonly path: string }
  | { readonly kind: 'permission-denied'; readonly path: string }
  | { readonly kind: 'too-many-files'; readonly path: string }
  | { readonly kind: 'git-not-installed' }
  | { readonly kind: 'not-a-repository'; readonly path: string }
  | { readonly kind: 'untrusted-repository'; readonly path: string }
  | { readonly kind: 'unknown-revision'; readonly ref: string; readonly path: string }
  | { readonly kind: 'no-such-tree'; readonly path: string; readonly ref: string }
  | { readonly kind: 'incomplete-clone'; readonly path: string; readonly ref: string }
  | { readonly kind: 'git-failed'; readonly command: string; readonly message: string };

export type Opened =
  | { readonly ok: true; readonly workspace: Workspace }
  | { readonly ok: false; readonly failure: WorkspaceFailure };

/** The failure in a sentence for people, with what to do about it where that is not plain. */
export function describeFailure(failure: WorkspaceFailure): string {
  switch (failure.kind) {
    case 'no-such-directory':
      return `There is no directory ${failure.path}. Name the one that holds config/ and the deployment files.`;
    case 'permission-denied':
      return `The directory ${failure.path} may not be read: permission denied.`;
    case 'too-many-files':
      return `${failure.path} holds more than ${MAX_FILES.toLocaleString('en')} files. Name the directory of the application.`;
    case 'git-not-installed':
      return 'To analyse a git revision, the git command is needed, and it was not found.';
    case 'not-a-repository':
      return `${failure.path} is not in a git repository, so it has no revisions.`;
    case 'untrusted-repository':
      return `git refuses ${failure.path} because another user owns it. If you trust it: git config --global --add safe.directory ${failure.path}`;
    case 'unknown-revision':
      return `The repository at ${failure.path} has no commit ${JSON.stringify(failure.ref)}. In a shallow clone it may have to be fetched first.`;
    case 'no-such-tree':
      return `The revision ${failure.ref} has no directory ${failure.path}.`;
    case 'incomplete-clone':
      return `The repository at ${failure.path} is a partial clone that lacks files of ${failure.ref}. They are not fetched behind your back; git fetch --refetch --filter=blob:limit=2m brings them.`;
    case 'git-failed':
      return `git ${failure.command} failed: ${failure.message}`;
  }
}
