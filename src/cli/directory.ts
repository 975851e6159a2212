import { resolve } from 'node:path';
import type { Arguments } from './options.js';
import type { Streams } from './streams.js';

/** The directory that a command is about: its only argument, or where it runs. */
export function directoryOf({ positionals }: Arguments, { workingDirectory }: Streams): string {
  return resolve(workingDirectory, positionals[0] ?? '.');
}
