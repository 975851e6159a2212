/** What no input may exceed. What does is named in coverage. */
export interface ReadingLimits {
  /** For all readers of one file; and for each reader's joining of its parts. */
  readonly millisecondsPerFile: number;
}

/** Several times what the slowest file takes on a busy machine: only loops without end reach it. */
export const DEFAULT_LIMITS: ReadingLimits = { millisecondsPerFile: 10_000 };

export function tookTooLong({ millisecondsPerFile }: ReadingLimits): string {
  return `took longer than ${millisecondsPerFile / 1000} seconds`;
}
