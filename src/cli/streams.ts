/** The part of a Node stream that the command writes to. */
export interface Output {
  /** Text, or its bytes in UTF-8. */
  write(text: string | Uint8Array): unknown;
  readonly isTTY?: boolean;
  /** Cells of a line, on a terminal. */
  readonly columns?: number;
}

/** Where a command runs and speaks. */
export interface Streams {
  readonly stdout: Output;
  readonly stderr: Output;
  /** What relative paths are relative to. */
  readonly workingDirectory: string;
}
