import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The user that the server runs as, when it is not the one that Plumbline runs as. */
export interface ServerUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Postgres refuses to run as root, and has to run as someone who is listed in /etc/passwd. */
const CANDIDATES = ['postgres', 'nobody'];

/** Who runs the server: undefined for whoever runs Plumbline, unless that is root. */
export async function serverUser(): Promise<ServerUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const users = await readFile('/etc/passwd', 'utf8');
  for (const name of CANDIDATES) {
    const [, uid, gid] = new RegExp(`^${name}:[^:]*:(\\d+):(\\d+):`, 'm').exec(users) ?? [];
    if (uid !== undefined && gid !== undefined) return { name, uid: Number(uid), gid: Number(gid) };
  }
  throw new Error(
    'Plumbline runs as root, Postgres refuses to, and there is no user "postgres" or "nobody" to run it as. Run Plumbline as another user, or set DATABASE_URL.',
  );
}

/** Refuses a folder below one that the user may not enter: the server would say less clearly what is wrong. */
export async function refuseUnreachable(folder: string, user: ServerUser): Promise<void> {
  for (let parent = dirname(folder); parent !== dirname(parent); parent = dirname(parent)) {
    if (!mayEnter(await stat(parent), user)) {
      throw new Error(
        `Plumbline runs as root and its database as "${user.name}", who may not enter ${parent}. Set PLUMBLINE_DATA_DIR to a folder where everybody may go, as /var/lib/plumbline, or set DATABASE_URL.`,
      );
    }
  }
}

function mayEnter(folder: { readonly mode: number; readonly uid: number; readonly gid: number }, user: ServerUser) {
  if (folder.uid === user.uid) return (folder.mode & 0o100) !== 0;
  if (folder.gid === user.gid) return (folder.mode & 0o010) !== 0;
  return (folder.mode & 0o001) !== 0;
}
