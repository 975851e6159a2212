import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EmbeddedPostgres } from '../../src/database/embedded-postgres.js';
import { RecordedLog } from './recorded-log.js';

/** A database that is empty and nobody else's. */
export interface TestPostgres {
  readonly url: string;
  /** Its folder, and that of the server's programs. */
  readonly folder: string;
  readonly programs: string;
  /** Breaks all connections off and starts it again, as an administrator would. */
  restart(): Promise<void>;
  stopServer(): Promise<void>;
  /** Deletes it. */
  stop(): Promise<void>;
}

/** What a server that nobody relies on need not do. */
const SETTINGS = [
  'fsync=off',
  'full_page_writes=off',
  'synchronous_commit=off',
  'shared_buffers=16MB',
  'max_connections=80',
];

const run = promisify(execFile);

/** Takes a quarter of a second: the data of a new server are copied from the first one that was made on this machine. */
export async function startPostgres(): Promise<TestPostgres> {
  const shared = join(tmpdir(), `plumbline-postgres-${userInfo().uid}`);
  await mkdir(shared, { recursive: true });
  const template = join(shared, 'template');
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-pg-'));
  await chmod(folder, 0o711);
  const programs = join(shared, 'programs');
  const start = () => EmbeddedPostgres.start({ folder, log: new RecordedLog(), programs, settings: SETTINGS });
  const copied = await run('cp', ['-a', join(template, 'data'), join(template, 'password'), folder]).then(
    () => true,
    () => false,
  );
  if (!copied) await rm(join(folder, 'data'), { recursive: true, force: true });
  let server = await start();
  if (!copied) {
    await server.stop();
    await keepAsTemplate(folder, shared, template);
    server = await start();
  }
  return {
    url: server.url,
    folder,
    programs,
    stopServer: () => server.stop(),
    restart: async () => {
      await server.stop();
      server = await start();
    },
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function keepAsTemplate(folder: string, shared: string, template: string): Promise<void> {
  const unfinished = await mkdtemp(join(shared, 'template-'));
  await run('cp', ['-a', join(folder, 'data'), join(folder, 'password'), unfinished]);
  // Another test may have been faster.
  await rename(unfinished, template).catch(() => rm(unfinished, { recursive: true, force: true }));
}
