/**
 * A place in a file of the analysed repository. Offsets are UTF-16 code units, `end` exclusive; lines and columns are
 * 1-based, columns count UTF-16 code units. Self-contained, so that a fact can be cached and reported without its text.
 */
export interface Location {
  /** Relative to the repository root, with forward slashes. */
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** `config/puma.rb:7`, the form in which people and terminals write a place. */
export function formatPlace(location: Location): string {
  return `${location.path}:${location.startLine}`;
}
