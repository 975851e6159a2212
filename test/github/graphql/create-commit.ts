import type { FileContent } from '../state/git/change.js';
import { gitObject } from './git-objects.js';
import { refused } from './refusal.js';
import { refObject } from './repository.js';
import type { Viewer } from './viewer.js';

export interface CommitInput {
  readonly branch: { readonly repositoryNameWithOwner?: string | null; readonly branchName?: string | null };
  readonly expectedHeadOid: string;
  readonly message: { readonly headline: string; readonly body?: string | null };
  readonly fileChanges?: {
    readonly additions?: readonly { readonly path: string; readonly contents: string }[] | null;
    readonly deletions?: readonly { readonly path: string }[] | null;
  } | null;
}

/** A commit that GitHub signs, on a branch that must still be where the caller saw it. */
export async function createCommitOnBranch(viewer: Viewer, input: CommitInput) {
  const [owner = '', name = ''] = (input.branch.repositoryNameWithOwner ?? '').split('/');
  const repository = viewer.world.repository(owner, name);
  if (repository === undefined || !viewer.token.sees(repository)) {
    throw refused('NOT_FOUND', `Could not resolve to a Repository with the name '${owner}/${name}'.`);
  }
  viewer.need(repository, 'contents', 'write');
  const branch = repository.branch((input.branch.branchName ?? '').replace(/^refs\/heads\//, ''));
  const change = changeOf(input);
  if (touchesWorkflows(input)) viewer.need(repository, 'workflows', 'write');
  const message = [input.message.headline, input.message.body].filter(Boolean).join('\n\n');
  const tip = repository.tip(branch.name);
  if (tip === undefined) throw refused('NOT_FOUND', `No such branch: ${branch.name}`);
  const by = { author: viewer.author, message, signed: true, expected: input.expectedHeadOid };
  const oid = await repository.commit(branch.name, change, by);
  if (oid === undefined) {
    const now = repository.tip(branch.name);
    throw refused(
      'STALE_DATA',
      `Expected branch to point to "${input.expectedHeadOid}" but it points to "${now}". Pull and try again.`,
    );
  }
  return { commit: () => gitObject(repository, viewer, oid), ref: () => refObject(repository, viewer, branch) };
}

function changeOf({ fileChanges }: CommitInput) {
  const additions = fileChanges?.additions ?? [];
  const files = new Map<string, FileContent>(
    additions.map(({ path, contents }) => [path, Buffer.from(contents, 'base64')]),
  );
  const deletions = (fileChanges?.deletions ?? []).map(({ path }) => path);
  if (files.size + deletions.length === 0)
    throw refused('UNPROCESSABLE', 'A commit must have at least one file change');
  return { files, deletions };
}

function touchesWorkflows({ fileChanges }: CommitInput): boolean {
  const paths = [...(fileChanges?.additions ?? []), ...(fileChanges?.deletions ?? [])].map(({ path }) => path);
  return paths.some((path) => path.startsWith('.github/workflows/'));
}
