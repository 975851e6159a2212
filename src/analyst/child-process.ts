import { type ChildProcess, fork } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ToChild } from './messages.js';

/** A line to a child. */
export interface Child {
  send(message: ToChild): void;
  /** At once, whatever it is doing. */
  kill(): void;
}

export interface ChildEvents {
  message(message: unknown): void;
  /** It is gone without having been killed from here. The reason is in words for people. */
  lost(reason: string): void;
}

export type StartChild = (events: ChildEvents) => Child;

/** Seen from any place that this module is compiled to. */
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Where a build puts the child's program. */
const BUILT = join(ROOT, 'dist/bundle/analyst.js');

/** All that the child may read; it may write nothing and start nothing. Node gave the first option its name when it was done. */
const RESTRICTIONS = [
  process.allowedNodeEnvironmentFlags.has('--permission') ? '--permission' : '--experimental-permission',
  ...['dist/*', 'rules/*', 'node_modules/*', 'package.json'].map((path) => `--allow-fs-read=${join(ROOT, path)}`),
];

const OUT_OF_MEMORY = /heap out of memory|Allocation failed/;
const MAX_STDERR = 16_384;

/**
 * Starts processes that inherit nothing of this one: no environment, so no credentials, and no options. They may read Plumbline's own
 * files and no others. What they print is read only for why they ended.
 */
export function forkedChildren(memoryMb: number, entry: string = BUILT): StartChild {
  return (events) => {
    const child = fork(entry, [], {
      cwd: dirname(entry),
      env: {},
      execArgv: [`--max-old-space-size=${memoryMb}`, ...RESTRICTIONS],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    // Whoever waits for an answer of the server goes before an analysis.
    if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
    let killed = false;
    const stderr = tailOf(child);
    child.on('message', (message) => events.message(message));
    // What cannot be sent any more, and what cannot be started, ends with `exit` or with an error of its own.
    child.on('error', (error) => {
      if (child.pid === undefined && !killed)
        events.lost(`The process of the analysis could not be started (${error.message}).`);
    });
    child.on('close', (code, signal) => {
      if (killed) return;
      const outOfMemory = OUT_OF_MEMORY.test(stderr());
      events.lost(
        outOfMemory
          ? `The analysis needed more than ${memoryMb} MB of memory.`
          : `The process of the analysis ended unexpectedly (${signal ?? code}).`,
      );
    });
    return {
      send: (message) => {
        if (child.connected) child.send(message);
      },
      kill: () => {
        killed = true;
        child.kill('SIGKILL');
      },
    };
  };
}

function tailOf({ stderr }: ChildProcess): () => string {
  let tail = '';
  stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    tail = (tail + chunk).slice(-MAX_STDERR);
  });
  return () => tail;
}
