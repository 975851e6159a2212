/** A file as it is and as the fixes make it. */
export interface FixedFile {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  /** Unified. */
  readonly diff: string;
}
