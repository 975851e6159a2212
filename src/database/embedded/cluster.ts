import { execFile } from 'node:child_process';
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { errorCode } from '../../workspace/error-code.js';
import type { ServerProgram } from './server-program.js';
import type { ServerUser } from './server-user.js';

/** The only user of the database, who may do everything in it. */
export const DATABASE_USER = 'plumbline';

export interface ClusterPlace {
  readonly program: ServerProgram;
  readonly user: ServerUser | undefined;
  /** Has the folders of the server in it; the server's user may enter it. */
  readonly folder: string;
  readonly password: string;
}

/** Makes the folder in which the server keeps its data, unless it is there, and gives its path. */
export async function openCluster(place: ClusterPlace): Promise<string> {
  const data = join(place.folder, 'data');
  const version = await versionOf(data);
  if (version === undefined) await create(place, data);
  else if (version !== place.program.majorVersion) {
    throw new Error(
      `The database in ${data} was made by Postgres ${version}, and Plumbline now brings Postgres ${place.program.majorVersion}. Nothing in it is needed for long: delete that folder, or dump it with the version that made it.`,
    );
  }
  return data;
}

async function versionOf(data: string): Promise<string | undefined> {
  try {
    return (await readFile(join(data, 'PG_VERSION'), 'utf8')).trim();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Beside its place first: what was cut off is never taken for a database. */
async function create({ program, user, folder, password }: ClusterPlace, data: string): Promise<void> {
  const unfinished = join(folder, 'data.unfinished');
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  const passwordFile = join(folder, 'password.initial');
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  try {
    if (user) {
      await chown(unfinished, user.uid, user.gid);
      await chown(passwordFile, user.uid, user.gid);
    }
    const options = [
      `--pgdata=${unfinished}`,
      `--username=${DATABASE_USER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
    ];
    await promisify(execFile)(program.initdb, options, { cwd: folder, env: SERVER_ENVIRONMENT, ...idsOf(user) });
    await rename(unfinished, data);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** English messages and no setting of whoever starts Plumbline. */
export const SERVER_ENVIRONMENT = { LC_ALL: 'C', TZ: 'UTC' };

/** For `spawn`. */
export function idsOf(user: ServerUser | undefined): { readonly uid?: number; readonly gid?: number } {
  return user ? { uid: user.uid, gid: user.gid } : {};
}
