import { statSync } from 'node:fs';
import { decode } from './decode.js';
import type { Opened, WorkspaceFailure } from './failure.js';
import { readBlobs } from './git-blobs.js';
import { type Git, type GitOutput, runGit } from './git-command.js';
import { linksOf, listTree, parseTree } from './git-tree.js';
import {
  type FileRead,
  type Listing,
  MAX_FILES,
  type Revision,
  type Workspace,
  type WorkspaceFile,
} from './workspace.js';

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
  const entries = parseTree(output.stdout);
  if (entries.length > MAX_FILES) return failed({ kind: 'too-many-files', path: directory });
  const links = linksOf(entries);
  const targets = new Map<string, string>();
  let at = 0;
  for await (const bytes of readBlobs(
    git,
    links.map(({ blobId }) => blobId),
  )) {
    const link = links[at++];
    if (link !== undefined && bytes !== undefined) targets.set(link.blobId, Buffer.from(bytes).toString('utf8'));
  }
  return { ok: true, workspace: new GitTree(git, { ref, commit }, listTree(entries, targets)) };
}

class GitTree implements Workspace {
  readonly revision: Revision;
  readonly #git: Git;
  readonly #listing: Listing;

  constructor(git: Git, revision: Revision, listing: Listing) {
    this.#git = git;
    this.revision = revision;
    this.#listing = listing;
  }

  async list(): Promise<Listing> {
    return this.#listing;
  }

  async *read(files: readonly WorkspaceFile[]): AsyncIterable<FileRead> {
    const ids = files.map(({ blobId }) => blobId ?? '');
    const blobs = readBlobs(this.#git, ids);
    try {
      for (const file of files) {
        const { value: bytes } = await blobs.next();
        if (!bytes || file.blobId === undefined) yield { file, result: { ok: false, reason: 'read failed' } };
        else yield { file, result: decode(bytes, file.blobId) };
      }
    } finally {
      await blobs.return(undefined);
    }
  }

  async close(): Promise<void> {}
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
