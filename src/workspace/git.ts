import { statSync } from 'node:fs';
import type { Opened, WorkspaceFailure } from './failure.js';
import { readBlobs } from './git-blobs.js';
import { type Git, type GitOutput, runGit } from './git-command.js';
import { parseTree, withoutSkipped } from './git-tree.js';
import { type BlobSource, listFiles, treeWorkspace } from './tree-workspace.js';
import { MAX_FILES } from './workspace.js';

/**
 * The tree of a commit, read from the object store of a repository (bare or not) without touching its work tree. From a
 * directory inside a work tree, only that directory's part of the commit, with paths relative to it.
 */
export async function openCommit(directory: string, ref: string, environment: Git['environment']): Promise<Opened> {
  if (!isDirectory(directory)) return failed({ kind: 'no-such-directory', path: directory });
  const git: Git = { directory, environment };
  const prefix = await runGit(git, ['rev-parse', '--show-prefix']);
  if (!prefix.ok) return failed(repositoryFailure(prefix, directory));
  const commit = await resolveCommit(git, ref);
  if (commit === undefined) return failed({ kind: 'unknown-revision', ref, path: directory });
  const tree = `${commit}:${text(prefix).replace(/\/$/, '')}`;
  const output = await runGit(git, ['ls-tree', '-r', '-z', '-l', '--full-tree', tree]);
  if (!output.ok) return failed(treeFailure(output, text(prefix), ref, directory));
  const entries = withoutSkipped(parseTree(output.stdout));
  if (entries.length > MAX_FILES) return failed({ kind: 'too-many-files', path: directory });
  const blobs: BlobSource = (wanted) =>
    readBlobs(
      git,
      wanted.map(({ blobId }) => blobId),
    );
  return { ok: true, workspace: treeWorkspace({ ref, commit }, await listFiles(entries, blobs), blobs) };
}

/** The commit that a revision names; undefined when there is none. A revision can be no option and no second line. */
async function resolveCommit(git: Git, ref: string): Promise<string | undefined> {
  if (ref === '' || ref.startsWith('-') || ref.includes('\0')) return undefined;
  const output = await runGit(git, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
  return output.ok ? text(output) : undefined;
}

function repositoryFailure(output: GitOutput & { ok: false }, path: string): WorkspaceFailure {
  if (output.cause === 'not-installed') return { kind: 'git-not-installed' };
  if (output.stderr.includes('dubious ownership')) return { kind: 'untrusted-repository', path };
  if (output.stderr.includes('not a git repository')) return { kind: 'not-a-repository', path };
  return { kind: 'git-failed', command: 'rev-parse', message: output.stderr };
}

function treeFailure(
  output: GitOutput & { ok: false },
  prefix: string,
  ref: string,
  directory: string,
): WorkspaceFailure {
  if (output.cause === 'too-large') return { kind: 'too-many-files', path: directory };
  if (/promisor remote|lazy fetching/.test(output.stderr)) return { kind: 'incomplete-clone', path: directory, ref };
  if (prefix !== '' && /not a tree object|Not a valid object name|does not exist/i.test(output.stderr)) {
    return { kind: 'no-such-tree', path: prefix, ref };
  }
  return { kind: 'git-failed', command: 'ls-tree', message: output.stderr };
}

function failed(failure: WorkspaceFailure): Opened {
  return { ok: false, failure };
}

function text(output: GitOutput & { ok: true }): string {
  return output.stdout.toString('utf8').replace(/\n$/, '');
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
