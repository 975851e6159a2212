import { randomBytes } from 'node:crypto';
import { link, rm } from 'node:fs/promises';
import { createConnection, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { errorCode } from '../../workspace/error-code.js';

/** A folder that this process alone uses, until it is released or the process ends, however it ends. */
export interface FolderLock {
  release(): Promise<void>;
}

/**
 * Undefined when another process has the folder. The lock is a socket that its owner listens on: unlike a process id in a file, it
 * cannot outlive its owner, and no other process can be taken for the owner, in a container either.
 */
export async function lockFolder(folder: string): Promise<FolderLock | undefined> {
  const path = join(folder, 'owner');
  const own = join(folder, `owner.${randomBytes(4).toString('hex')}`);
  const server = await listen(own);
  try {
    if (!(await linkTo(own, path))) {
      if (await isAnswered(path)) return await close(server);
      // Left behind by a process that ended without a word.
      await rm(path, { force: true });
      if (!(await linkTo(own, path))) return await close(server);
    }
  } finally {
    await rm(own, { force: true });
  }
  return {
    release: async () => {
      await rm(path, { force: true });
      await close(server);
    },
  };
}

function listen(path: string): Promise<Server> {
  const server = createServer((connection) => connection.destroy());
  server.unref();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => resolve(server));
  });
}

/** Whether the name was free. */
async function linkTo(own: string, path: string): Promise<boolean> {
  try {
    await link(own, path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

function isAnswered(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = createConnection(path);
    connection.once('connect', () => {
      connection.destroy();
      resolve(true);
    });
    connection.once('error', () => resolve(false));
  });
}

function close(server: Server): Promise<undefined> {
  return new Promise((resolve) => {
    server.close(() => resolve(undefined));
  });
}
