import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { Arguments } from './options.js';
import type { Streams } from './streams.js';

/** The directory that a command is about: its only argument, or where it runs. */
export function directoryOf({ positionals }: Arguments, { workingDirectory }: Streams): string {
  return resolve(workingDirectory, positionals[0] ?? '.');
}

/** That directory below where the command runs, with forward slashes; empty where it is not below. */
export function folderOf(args: Arguments, streams: Streams): string {
  const path = relative(streams.workingDirectory, directoryOf(args, streams));
  return isAbsolute(path) || path.split(sep)[0] === '..' ? '' : path.split(sep).join('/');
}
