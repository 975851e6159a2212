import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { idsOf, SERVER_ENVIRONMENT } from './cluster.js';
import type { ServerProgram } from './server-program.js';
import type { ServerUser } from './server-user.js';

/** How long a server may take to repair its data after a crash. */
const START_LIMIT_MS = 60_000;
/** How long a server may take to write everything down, before it is stopped without that. */
const STOP_LIMIT_MS = 20_000;
const KEPT_LINES = 20;

/** Nothing that anybody asks is written to the server's log, and only what stops the server is said at all. */
const QUIET = [
  'log_min_messages=fatal',
  'log_min_error_statement=panic',
  'log_checkpoints=off',
  'logging_collector=off',
];

export interface ServerStart {
  readonly program: ServerProgram;
  readonly user: ServerUser | undefined;
  readonly data: string;
  /** Where its socket is made; it listens on nothing else. */
  readonly sockets: string;
  /** As `fsync=off`. */
  readonly settings: readonly string[];
  /** Of a database that every server has. */
  readonly url: string;
  readonly password: string;
}

/** A running Postgres server, which ends with this process at the latest. */
export class ServerProcess {
  readonly #child: ChildProcess;
  readonly #lines: string[] = [];
  readonly #endWithUs = () => void this.#child.kill('SIGINT');

  private constructor({ program, user, data, sockets, settings }: ServerStart) {
    const all = [`unix_socket_directories=${sockets}`, 'listen_addresses=', 'unix_socket_permissions=0700', ...QUIET];
    const options = [...all, ...settings].flatMap((setting) => ['-c', setting]);
    this.#child = spawn(program.postgres, ['-D', data, ...options], {
      cwd: data,
      env: SERVER_ENVIRONMENT,
      stdio: ['ignore', 'ignore', 'pipe'],
      // The terminal's Ctrl-C must not stop it before the work that needs it has ended.
      detached: true,
      ...idsOf(user),
    });
    this.#child.stderr?.on('data', (text: Buffer) => this.#keep(text));
    // A program that cannot be started says so here, besides never answering.
    this.#child.on('error', ({ message }) => this.#keep(Buffer.from(message)));
    process.once('exit', this.#endWithUs);
  }

  /** Resolves when it answers. */
  static async start(start: ServerStart): Promise<ServerProcess> {
    const server = new ServerProcess(start);
    const limit = Date.now() + START_LIMIT_MS;
    while (!(await answers(start.url))) {
      if (server.hasEnded || Date.now() > limit) {
        await server.stop();
        throw new Error(`The database in ${start.data} did not start. Postgres says: ${server.#lines.join(' ')}`);
      }
      await sleep(15);
    }
    return server;
  }

  get hasEnded(): boolean {
    return this.#child.pid === undefined || this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** What it said last. */
  get lastWords(): string {
    return this.#lines.join(' ');
  }

  /** Called when it ends, whether it was told to or not. */
  onEnd(ended: () => void): void {
    this.#child.once('exit', ended);
  }

  /** Breaks connections off and writes everything down. */
  async stop(): Promise<void> {
    process.removeListener('exit', this.#endWithUs);
    if (this.hasEnded) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGINT');
    const impatience = setTimeout(() => this.#child.kill('SIGQUIT'), STOP_LIMIT_MS);
    await ended;
    clearTimeout(impatience);
  }

  #keep(text: Buffer): void {
    this.#lines.push(...text.toString('utf8').trim().split('\n'));
    this.#lines.splice(0, this.#lines.length - KEPT_LINES);
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url });
  // A connection that breaks off says so twice.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end();
  }
}
