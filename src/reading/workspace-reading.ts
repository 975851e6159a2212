import type { Fact } from '../model/facts/fact.js';
import type { Reading, ReadPart } from '../readers/reader.js';
import type { SyntaxProblem } from '../syntax/problem.js';

/** A file that some reader wants and that gave less than its content, with the reason in words. */
export interface FileNotRead {
  readonly path: string;
  readonly reason: string;
}

/** What was looked at. "Could not look" stands here, and is never the same as "looked and found nothing". */
export interface Coverage {
  /** Files that some reader wanted and whose text it got. */
  readonly filesRead: number;
  /** Sorted by path. */
  readonly filesNotRead: readonly FileNotRead[];
}

/** A place that a reader's parser could not read. */
export interface ReadingProblem extends SyntaxProblem {
  readonly reader: string;
}

/** What there is to say about one wanted file: what each reader makes of it, by `readerKey`, and why some failed; or why no reader got its text. */
export type FileReading =
  | { readonly path: string; readonly notRead: string }
  | {
      readonly path: string;
      readonly blobId: string;
      readonly readings: ReadonlyMap<string, Reading<unknown>>;
      readonly failures: readonly string[];
    };

/** What one reader made of its parts; without them where it failed. */
export interface JoinedParts {
  readonly parts?: readonly ReadPart<unknown>[];
  readonly facts: readonly Fact[];
}

/** All that the readers say about one workspace: the same workspace gives the same, in the same order. */
export interface WorkspaceReading {
  /** What each file gave. */
  readonly files: readonly FileReading[];
  /** By reader. */
  readonly joined: readonly JoinedParts[];
  /** By reader in the order of the registry, and by path within a reader. */
  readonly facts: readonly Fact[];
  readonly coverage: Coverage;
  /** Sorted by path and place. */
  readonly problems: readonly ReadingProblem[];
}
