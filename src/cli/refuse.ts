import { EXIT, type ExitCode } from './exit-code.js';
import type { Streams } from './streams.js';

/** The caller's mistake, said in words that tell what would be right. */
export function refuse(problem: string, { stderr }: Streams): ExitCode {
  stderr.write(`plumbline: ${problem}\n`);
  return EXIT.wrongUsage;
}

/** Why there is no answer, with what to do about it. */
export function giveUp(reason: string, { stderr }: Streams): ExitCode {
  stderr.write(`plumbline: ${reason}\n`);
  return EXIT.notAnalysed;
}
