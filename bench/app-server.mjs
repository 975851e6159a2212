import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../dist/app.js', import.meta.url));
const WEBHOOKS = '/api/github/webhooks';

/** The real server as a process of its own, with a database of its own as it is for users who give it none: data are safe on disk. */
export class AppServer {
  url = '';
  /** Lines of its log that are warnings or worse. */
  complaints = [];
  #child;
  #folder = mkdtempSync(join(tmpdir(), 'plumbline-bench-app-'));

  /** Resolves when it serves, and GitHub knows where. `flags` are of Node.js. */
  static async start(github, app, flags = []) {
    const server = new AppServer();
    // Postgres does not run as root, and has to get to its folder below.
    chmodSync(server.#folder, 0o711);
    await server.#start(github.url, app, flags);
    github.app().webhookUrl = server.url + WEBHOOKS;
    return server;
  }

  /** Resolves when all is done that was asked for. */
  async settled(github) {
    for (let calm = 0; calm < 2; await sleep(20)) {
      await github.deliveries.settled();
      calm = (await this.backlog()) === 0 ? calm + 1 : 0;
    }
  }

  async backlog() {
    const text = await (await fetch(`${this.url}/metrics`)).text();
    return Number(/^plumbline_queue_depth (\S+)$/m.exec(text)?.[1]);
  }

  /** The most memory that it held since it began, in MB, and that of the process that analyses. As Linux counts it. */
  peakMemory() {
    const { pid } = this.#child;
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
    const analyst = children.find((each) => readFileSync(`/proc/${each}/cmdline`, 'utf8').includes('analyst.js'));
    return { server: peakOf(pid), analyst: analyst === undefined ? 0 : peakOf(analyst) };
  }

  async stop() {
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.kill('SIGTERM');
    await ended;
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #start(githubUrl, app, flags) {
    this.#child = spawn(process.execPath, [...flags, PROGRAM], {
      env: {
        PATH: process.env.PATH,
        HOST: '127.0.0.1',
        PORT: '0',
        GITHUB_URL: githubUrl,
        APP_ID: String(app.id),
        PRIVATE_KEY: app.privateKeyPem,
        WEBHOOK_SECRET: app.webhookSecret,
        PLUMBLINE_DATA_DIR: this.#folder,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    await new Promise((resolve, reject) => {
      this.#child.once('exit', (code) =>
        reject(new Error(`The server ended with ${code}: ${this.complaints.join('\n')}`)),
      );
      this.#child.stderr.on('data', (text) => this.complaints.push(String(text)));
      createInterface({ input: this.#child.stdout }).on('line', (line) => {
        const { level, message, port } = JSON.parse(line);
        if (message === 'Plumbline listens') this.url = `http://127.0.0.1:${port}`;
        if (message === 'Plumbline serves') resolve();
        if (level === 'warn' || level === 'error') this.complaints.push(line);
      });
    });
  }
}

function peakOf(pid) {
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}
