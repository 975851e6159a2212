import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode } from '../../workspace/error-code.js';

const STOP_LIMIT_MS = 20_000;

/** Stops a server that outlived the process that had started it. Only for whoever has the folder to himself. */
export async function stopOrphanedServer(data: string): Promise<void> {
  const file = join(data, 'postmaster.pid');
  const pid = Number((await textOf(file))?.split('\n')[0]);
  const command = pid > 0 ? await textOf(`/proc/${pid}/cmdline`) : undefined;
  if (command === undefined) return;
  if (!command.split('\0').includes(data)) {
    // In a restarted container another process has that number by now, and Postgres would take it for a server.
    await rm(file);
    return;
  }
  const limit = Date.now() + STOP_LIMIT_MS;
  for (let name: 'SIGINT' | 0 = 'SIGINT'; signal(pid, name); name = 0) {
    if (Date.now() > limit) throw new Error(`An old database server (process ${pid}) does not stop. Stop it yourself.`);
    await sleep(20);
  }
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Whether there is such a process. */
function signal(pid: number, name: 'SIGINT' | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch (error) {
    if (errorCode(error) === 'ESRCH') return false;
    throw error;
  }
}
