/** A file at one revision. */
export interface WorkspaceFile {
  readonly path: string;
  /**
   * Names the content: equal ids, equal bytes (git's id of the blob). Absent in a folder whose file was not seen before;
   * reading the file tells it then.
   */
  readonly blobId?: string;
  /** Bytes. */
  readonly size: number;
}

/** Larger files are not configuration that people wrote; they are listed as unreadable instead of parsed. */
export const MAX_FILE_BYTES = 2 * 1024 * 1024;

/** A tree that holds more is refused as a whole: a tree of a few objects can repeat them into billions of paths. */
export const MAX_FILES = 500_000;

/** Why a file that exists has no text. Reported in coverage; never the same as an empty file. */
export type UnreadableReason =
  | 'not UTF-8'
  | 'larger than 2 MiB'
  | 'symbolic link out of the tree'
  | 'symbolic link to nothing'
  | 'submodule'
  | 'not a path that git checks out'
  | 'permission denied'
  | 'read failed'
  | 'not in this clone'
  | 'Git LFS pointer';

/** `path` may name a directory: a submodule, a directory without permission, a link to a directory elsewhere. */
export interface Unreadable {
  readonly path: string;
  readonly reason: UnreadableReason;
}

export type ReadResult =
  | { readonly ok: true; readonly text: string; readonly blobId: string }
  | { readonly ok: false; readonly reason: UnreadableReason };

/** One file's answer from {@link Workspace.read}. */
export interface FileRead {
  readonly file: WorkspaceFile;
  readonly result: ReadResult;
}

/** What is analysed: `commit` is absent for a plain folder. */
export interface Revision {
  readonly ref?: string;
  readonly commit?: string;
}

export interface Listing {
  /** All regular files, and links to regular files of the tree, sorted by path (by UTF-16 code unit). */
  readonly files: readonly WorkspaceFile[];
  readonly unreadable: readonly Unreadable[];
}

/** Hands out files at one revision: a folder, a git commit. Nothing else in Plumbline knows where files come from. */
export interface Workspace {
  readonly revision: Revision;
  /** Without .git and the directories that hold other people's code (see skipped.ts). */
  list(): Promise<Listing>;
  /** The texts of many files, in the order asked. A byte order mark stays in the text, so that offsets are the file's. */
  read(files: readonly WorkspaceFile[]): AsyncIterable<FileRead>;
  close(): Promise<void>;
}
