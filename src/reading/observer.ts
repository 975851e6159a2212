/** Watches a reading go on. Nothing of it enters the result, which knows no clock. */
export interface ReadingObserver {
  /** Files of which all readings are there, from the cache or read now, out of those that some reader wants. */
  progress?(done: number, total: number): void;
  /** One reader took more than `SLOW_MS` for one file. */
  slow?(path: string, reader: string, milliseconds: number): void;
}

/** A megabyte of dense configuration parses in less. */
export const SLOW_MS = 1_000;
