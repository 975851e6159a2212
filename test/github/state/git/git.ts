import { type ChildProcess, spawn } from 'node:child_process';

/** Nobody's configuration and nobody's identity: the same commits on every machine. */
const ENVIRONMENT = { PATH: process.env.PATH ?? '', GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };

/** A git process in a directory, with pipes. */
export function spawnGit(directory: string, args: readonly string[]) {
  return spawn('git', ['-c', 'core.quotePath=false', ...args], {
    cwd: directory,
    env: ENVIRONMENT,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

/** Git ended with something else than 0. */
export class GitFailure extends Error {
  readonly code: number | null;

  constructor(message: string, code: number | null) {
    super(message);
    this.name = 'GitFailure';
    this.code = code;
  }
}

/** Runs git to its end and gives what it printed; rejects with a `GitFailure`. */
export async function git(directory: string, args: readonly string[], input?: Iterable<Uint8Array>): Promise<Buffer> {
  const child = spawnGit(directory, args);
  const printed: Buffer[] = [];
  const complaints: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => printed.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk));
  // A process that ends without reading its input says why on its error output.
  child.stdin.on('error', () => undefined);
  for (const chunk of input ?? []) child.stdin.write(chunk);
  child.stdin.end();
  const code = await ended(child);
  if (code === 0) return Buffer.concat(printed);
  throw new GitFailure(`git ${args[0]} ended with ${code}: ${Buffer.concat(complaints).toString('utf8').trim()}`, code);
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
}
