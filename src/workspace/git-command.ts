import { type ChildProcessWithoutNullStreams, execFile, spawn } from 'node:child_process';
import { errorCode } from './error-code.js';

/** How git is started. `environment` comes from settings.ts, which lets no GIT_ variable redirect it. */
export interface Git {
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
}

export type GitOutput =
  | { readonly ok: true; readonly stdout: Buffer }
  | { readonly ok: false; readonly cause: 'not-installed' | 'too-large' | 'failed'; readonly stderr: string };

/** A tree of MAX_FILES long paths is under this; a bigger answer is not read to its end. */
const MAX_OUTPUT_BYTES = 256 * 1024 * 1024;

const TIMEOUT_MS = 120_000;

/**
 * Reading objects needs no hook, filter, file system monitor, replacement or network; a repository's own configuration
 * could ask for each of them. With no protocol allowed, a partial clone cannot fetch what it lacks.
 */
const SAFE_OPTIONS = [
  '--no-replace-objects',
  '--no-optional-locks',
  ...['core.fsmonitor=false', 'core.hooksPath=/dev/null', 'protocol.allow=never'].flatMap((setting) => ['-c', setting]),
];

/** Runs one git command that only reads, and gives what it printed. */
export function runGit(git: Git, args: readonly string[]): Promise<GitOutput> {
  return new Promise((resolve) => {
    execFile(
      'git',
      [...SAFE_OPTIONS, ...args],
      {
        cwd: git.directory,
        env: git.environment,
        encoding: 'buffer',
        maxBuffer: MAX_OUTPUT_BYTES,
        timeout: TIMEOUT_MS,
      },
      (error, stdout, stderr) => {
        if (error === null) return resolve({ ok: true, stdout });
        const tooLarge = errorCode(error) === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER';
        const cause = errorCode(error) === 'ENOENT' ? 'not-installed' : tooLarge ? 'too-large' : 'failed';
        resolve({ ok: false, cause, stderr: stderr.toString('utf8').trim() || error.message });
      },
    );
  });
}

/** Starts a git command that answers as it is asked. */
export function startGit(git: Git, args: readonly string[]): ChildProcessWithoutNullStreams {
  return spawn('git', [...SAFE_OPTIONS, ...args], { cwd: git.directory, env: git.environment });
}
