import type { Setting, Traced } from '../../traced.js';

/** What the job processor of one container is set to. */
export interface JobModel {
  /** Job threads of one operating system process. */
  readonly concurrency: Setting<number>;
  /** Seconds that running jobs get at shutdown; null waits for ever. */
  readonly shutdownTimeout: Setting<number>;
  /** Operating system processes with a pool each. */
  readonly processes: Traced<number>;
}
