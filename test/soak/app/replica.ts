import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const PROGRAM = 'dist/app.js';

/** One process of the real server, as `npm start` starts it. */
export class Replica {
  /** Lines of its log that are errors, and what it said without its log. */
  readonly complaints: string[] = [];
  port = 0;
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.#ended = once(child, 'exit');
  }

  /** Resolves when it serves. */
  static async start(environment: Readonly<Record<string, string>>): Promise<Replica> {
    const child = spawn(process.execPath, [PROGRAM], {
      env: { PATH: process.env.PATH, HOST: '127.0.0.1', PORT: '0', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const replica = new Replica(child);
    const serves = new Promise<void>((resolve) => {
      createInterface({ input: child.stdout }).on('line', (line) => {
        const { level, message, port } = JSON.parse(line);
        if (message === 'Plumbline listens') replica.port = port;
        if (message === 'Plumbline serves') resolve();
        if (level === 'error') replica.complaints.push(line);
      });
    });
    child.stderr.on('data', (text: Buffer) => replica.complaints.push(text.toString('utf8')));
    await Promise.race([serves, replica.#ended]);
    if (child.exitCode !== null) throw new Error(`A replica did not start: ${replica.complaints.join('')}`);
    return replica;
  }

  get alive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }

  async stop(): Promise<void> {
    this.#child.kill('SIGTERM');
    await this.#ended;
  }
}
