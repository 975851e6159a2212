import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Claude } from '../claude/claude.js';
import type { AppRegistration } from '../github/state/app.js';

const LogLine = z.object({ message: z.string(), port: z.number().optional() });
const START_MS = 60_000;
const STOP_MS = 30_000;

/** `node dist/app.js` as its operators run it, with a database of its own in a folder that goes when it stops. */
export class AppProcess {
  url = '';
  readonly #child: ChildProcess;
  readonly #folder: string;
  readonly #log: string[] = [];
  readonly #exit: Promise<string>;

  private constructor(child: ChildProcess, folder: string) {
    this.#child = child;
    this.#folder = folder;
    this.#exit = new Promise((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
    });
    child.stderr?.on('data', (chunk: Buffer) => this.#log.push(chunk.toString('utf8').trimEnd()));
  }

  /** It has not begun to serve yet. */
  static async spawn(registration: AppRegistration, githubUrl: string, claude: Claude): Promise<AppProcess> {
    const folder = await mkdtemp(join(tmpdir(), 'plumbline-'));
    // The user that runs the database when this one is root has to pass.
    await chmod(folder, 0o711);
    // Nothing else of this environment: a DATABASE_URL of whoever runs this is not ours to use.
    const env = {
      PATH: process.env.PATH,
      APP_ID: String(registration.id),
      PRIVATE_KEY: registration.privateKeyPem,
      WEBHOOK_SECRET: registration.webhookSecret,
      GITHUB_URL: githubUrl,
      ANTHROPIC_API_KEY: claude.key,
      ANTHROPIC_BASE_URL: claude.url,
      PLUMBLINE_DATA_DIR: folder,
      HOST: '127.0.0.1',
      PORT: '0',
    };
    // A group of its own: Ctrl-C reaches it through us, once.
    const child = spawn(process.execPath, ['dist/app.js'], { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    return new AppProcess(child, folder);
  }

  /** Everything that it wrote. */
  get log(): string {
    return this.#log.join('\n');
  }

  /** Resolves when it serves. */
  async ready(): Promise<void> {
    const ended = this.#exit.then((how) => {
      throw new Error(`The server ended before it served: ${how}`);
    });
    const late = sleep(START_MS, undefined, { ref: false }).then(() => {
      throw new Error(`The server does not serve after ${START_MS / 1000} s`);
    });
    await Promise.race([this.#serving(), ended, late]);
  }

  /** Resolves when all work that was asked for is done. */
  async settled(deliveries: { settled(): Promise<void> }): Promise<void> {
    for (let calm = 0; calm < 2; ) {
      await deliveries.settled();
      const metrics = await (await fetch(`${this.url}/metrics`)).text();
      calm = /^plumbline_queue_depth 0$/m.test(metrics) ? calm + 1 : 0;
      await sleep(20);
    }
  }

  /** Stops it as an orchestrator would and removes its folder. Gives how it ended. */
  async stop(): Promise<string> {
    this.#child.kill('SIGTERM');
    const killed = setTimeout(() => this.#child.kill('SIGKILL'), STOP_MS);
    const how = await this.#exit;
    clearTimeout(killed);
    await rm(this.#folder, { recursive: true, force: true });
    return how;
  }

  #serving(): Promise<void> {
    return new Promise((resolve, reject) => {
      const { stdout } = this.#child;
      if (stdout === null) return reject(new Error('The server has no standard output'));
      createInterface({ input: stdout }).on('line', (line) => {
        this.#log.push(line);
        const { message, port } = LogLine.parse(JSON.parse(line));
        if (port !== undefined) this.url = `http://127.0.0.1:${port}`;
        if (message === 'Plumbline serves') resolve();
      });
    });
  }
}
