import type { Fact } from '../model/facts/fact.js';
import type { SyntaxProblem } from '../syntax/problem.js';
import type { Source } from '../syntax/source.js';

/** What a reader makes of one file. Plain JSON data: it is cached by the file's blob id. */
export interface Reading<Part> {
  /** Undefined when the file holds nothing for this reader. */
  readonly part?: Part;
  /** Syntax problems; each becomes a `file-not-parsed` diagnostic. */
  readonly problems?: readonly SyntaxProblem[];
  /** The file was understood to be a template that is not rendered (or the like): a coverage entry. */
  readonly notRead?: string;
}

export interface ReadPart<Part> {
  readonly path: string;
  readonly part: Part;
}

/**
 * Turns the files of one tool into facts. `read` sees one file at a time and must be a pure function of path and text,
 * so that its result can be cached; `combine` joins the parts of all files (Terraform modules with their variables) and
 * must be fast, since it runs every time. A reader that needs no joining lets its parts be lists of facts and uses `each`.
 */
export interface Reader<Part = unknown> {
  readonly name: string;
  /** Raised whenever `read` would give another result for the same text: part of the cache key. */
  readonly version: number;
  /** Whether this reader wants the file, judged by its path alone. */
  matches(path: string): boolean;
  /** Loads what `read` needs (a parser's WebAssembly). Awaited before the first `read`, and not at all without one. */
  prepare?(): Promise<void>;
  read(source: Source): Reading<Part>;
  combine(parts: readonly ReadPart<Part>[]): readonly Fact[];
}

/** The `combine` of readers whose parts are facts already. */
export function each(parts: readonly ReadPart<readonly Fact[]>[]): readonly Fact[] {
  return parts.flatMap(({ part }) => part);
}
