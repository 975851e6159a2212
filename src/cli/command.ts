import type { ExitCode } from './exit-code.js';
import type { Arguments, Option } from './options.js';
import type { Streams } from './streams.js';

/** One command of `plumbline`. What it needs is imported when it runs, so that the others start without it. */
export interface Command {
  readonly name: string;
  /** The first line of its help. */
  readonly summary: string;
  readonly usage: string;
  readonly options: readonly Option[];
  readonly examples: readonly string[];
  run(args: Arguments, streams: Streams): Promise<ExitCode>;
}
