import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const STOP_LIMIT_MS = 10_000;
const ESBUILD = 'node_modules/esbuild/bin/esbuild';

/** The program of a replica, as one file that Node.js can run. */
export class ReplicaProgram {
  readonly #folder = mkdtempSync(join(process.cwd(), 'node_modules/.replica-'));
  readonly #file = join(this.#folder, 'replica.mjs');
  #count = 0;

  constructor() {
    const options = ['--bundle', '--format=esm', '--platform=node', '--target=node20', '--packages=external'];
    const args = [ESBUILD, 'test/workflows/replicas/replica.ts', ...options, `--outfile=${this.#file}`];
    execFileSync(process.execPath, args, { stdio: 'pipe' });
  }

  /** Resolves when it takes work. Each piece takes it so long. */
  async start(url: string, workMs: number): Promise<ReplicaProcess> {
    this.#count += 1;
    const executor = `replica-${this.#count}`;
    const child = spawn(process.execPath, [this.#file, url, executor, String(workMs)], { stdio: 'pipe' });
    const replica = new ReplicaProcess(executor, child);
    await replica.ready;
    return replica;
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** A replica that runs. */
export class ReplicaProcess {
  readonly executor: string;
  readonly ready: Promise<void>;
  /** What it complained about. */
  readonly complaints: string[] = [];
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #accepted = new Map<string, () => void>();

  constructor(executor: string, child: ChildProcessWithoutNullStreams) {
    this.executor = executor;
    this.#child = child;
    this.ready = new Promise((resolve, reject) => {
      this.#accepted.set('ready', resolve);
      child.once('exit', () => reject(new Error(this.complaints.join(''))));
    });
    createInterface({ input: child.stdout }).on('line', (line) => this.#accepted.get(line)?.());
    child.stderr.on('data', (text: Buffer) => this.complaints.push(text.toString('utf8')));
    // It may be killed while it is being written to.
    child.stdin.on('error', () => undefined);
  }

  /** Resolves when it is stored; never when the replica was killed before it said so. */
  enqueue(delivery: string, pullRequest: number): Promise<void> {
    this.#child.stdin.write(`${delivery} ${pullRequest}\n`);
    return new Promise((resolve) => this.#accepted.set(delivery, resolve));
  }

  signal(name: 'SIGSTOP' | 'SIGCONT'): void {
    this.#child.kill(name);
  }

  async kill(): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }

  /** Lets it end what it does, unless it takes too long. */
  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGCONT');
    this.#child.stdin.end();
    const impatience = setTimeout(() => this.#child.kill('SIGKILL'), STOP_LIMIT_MS);
    await ended;
    clearTimeout(impatience);
  }
}
