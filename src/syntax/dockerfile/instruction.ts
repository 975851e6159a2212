/** One instruction of a Dockerfile, its continued lines joined. */
export interface Instruction {
  /** Upper case: `FROM`, `RUN`. */
  readonly keyword: string;
  /** `--from=builder` → `from`: `builder`. */
  readonly flags: ReadonlyMap<string, string>;
  /** What follows keyword and flags, without comments and escaped newlines. */
  readonly text: string;
  /** The offset in the file of an index of `text`. */
  readonly place: (index: number) => number;
  /** Bodies of here-documents, in order. */
  readonly documents: readonly { readonly text: string; readonly start: number }[];
  readonly start: number;
  readonly end: number;
}
