import type { Location } from '../model/location.js';

/** What a parser could not read, at its place. The rest of the file, if a tree came back, is still good. */
export interface SyntaxProblem {
  readonly message: string;
  readonly at: Location;
}
