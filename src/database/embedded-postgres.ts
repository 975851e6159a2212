import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { Log } from '../log/log.js';
import { errorCode } from '../workspace/error-code.js';
import { DATABASE_USER, openCluster } from './embedded/cluster.js';
import { type FolderLock, lockFolder } from './embedded/folder-lock.js';
import { stopOrphanedServer } from './embedded/orphaned-server.js';
import { ServerProcess, type ServerStart } from './embedded/server-process.js';
import { installServerProgram } from './embedded/server-program.js';
import { refuseUnreachable, type ServerUser, serverUser } from './embedded/server-user.js';

const DATABASE = 'plumbline';
/** Of the longest path that a socket may have on any system, 104 bytes with the zero at its end. */
const MAX_SOCKET_PATH = 103;
const RESTART_PAUSE_MS = 1000;

export interface EmbeddedPostgresOptions {
  /** Where the database lies, with all that belongs to it. Made when it does not exist. */
  readonly folder: string;
  readonly log: Log;
  /** Where the server's programs are kept: in `folder`, unless several databases share them. */
  readonly programs?: string;
  /** Settings of the server, as `fsync=off`. */
  readonly settings?: readonly string[];
}

/** A Postgres server of our own, for whoever has none: it listens on a socket in its folder and nowhere else. */
export class EmbeddedPostgres {
  /** For `pg`, with the password. */
  readonly url: string;
  readonly #start: ServerStart;
  readonly #lock: FolderLock;
  readonly #log: Log;
  #server: ServerProcess;
  #restart: Promise<void> | undefined;
  #stopped = false;

  private constructor(start: ServerStart, server: ServerProcess, lock: FolderLock, log: Log) {
    this.url = urlOf(start.sockets, start.password, DATABASE);
    this.#start = start;
    this.#lock = lock;
    this.#log = log;
    this.#server = server;
    this.#watch();
  }

  /** Resolves when it answers. Refuses a folder that another process uses. */
  static async start({ folder, log, programs, settings = [] }: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
    const user = await serverUser();
    const sockets = join(folder, 'sockets');
    refuseLongPath(join(sockets, '.s.PGSQL.5432'));
    await makeFolders(folder, sockets, user);
    const lock = await lockFolder(folder);
    if (lock === undefined) {
      throw new Error(`Another Plumbline uses the database in ${folder}. Stop it, or set DATABASE_URL to run several.`);
    }
    try {
      const program = await installServerProgram(programs ?? join(folder, 'programs'));
      const password = await passwordOf(folder);
      const data = await openCluster({ program, user, folder, password });
      await stopOrphanedServer(data);
      const start = { program, user, data, sockets, settings, password, url: urlOf(sockets, password, 'postgres') };
      const server = await ServerProcess.start(start);
      await createDatabase(start.url);
      return new EmbeddedPostgres(start, server, lock, log);
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#restart;
    await this.#server.stop();
    await this.#lock.release();
  }

  /** It can be killed, by the kernel when memory is short; whoever uses it tries again until it is back. */
  #watch(): void {
    this.#server.onEnd(() => {
      if (this.#stopped) return;
      this.#log.error('The database ended by itself and is started again', { reason: this.#server.lastWords });
      this.#restart = this.#startAgain();
    });
  }

  async #startAgain(): Promise<void> {
    while (!this.#stopped) {
      await sleep(RESTART_PAUSE_MS);
      try {
        this.#server = await ServerProcess.start(this.#start);
        return this.#watch();
      } catch (error) {
        this.#log.error('The database could not be started again', { error });
      }
    }
  }
}

function refuseLongPath(socket: string): void {
  const length = Buffer.byteLength(socket);
  if (length <= MAX_SOCKET_PATH) return;
  throw new Error(
    `The path ${socket} has ${length} bytes, and a socket's may have ${MAX_SOCKET_PATH}. Set PLUMBLINE_DATA_DIR to a shorter one.`,
  );
}

async function makeFolders(folder: string, sockets: string, user: ServerUser | undefined): Promise<void> {
  await mkdir(sockets, { recursive: true });
  await chmod(sockets, 0o700);
  await chmod(folder, user ? 0o711 : 0o700);
  if (user === undefined) return;
  await refuseUnreachable(sockets, user);
  await chown(sockets, user.uid, user.gid);
}

/** Made up once; only whoever may read the file can use the database. */
async function passwordOf(folder: string): Promise<string> {
  const file = join(folder, 'password');
  try {
    await writeFile(file, randomBytes(24).toString('base64url'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
  return await readFile(file, 'utf8');
}

function urlOf(sockets: string, password: string, database: string): string {
  // The port is that of the socket's name; without it, the environment of whoever starts us decides.
  return `postgresql://${DATABASE_USER}:${password}@localhost:5432/${database}?host=${encodeURIComponent(sockets)}`;
}

async function createDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}
