import { chmod, mkdir } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';

/** The database of its own runs as another user when Plumbline runs as root, and root's home is closed to others. */
const FOLDER_OF_ROOT = '/var/lib/plumbline';
/** Others may pass, which that user has to, and see no names. */
const MODE = 0o711;

/** The variables that say where data are kept. */
export interface DataFolderVariables {
  readonly PLUMBLINE_DATA_DIR?: string | undefined;
  readonly XDG_DATA_HOME?: string | undefined;
}

/** Where data are kept, as an absolute path. The XDG specification ignores relative paths; so does this. */
export function dataFolder(
  { PLUMBLINE_DATA_DIR, XDG_DATA_HOME }: DataFolderVariables,
  user: { readonly root: boolean; readonly home: string },
): string {
  if (PLUMBLINE_DATA_DIR !== undefined) return resolve(PLUMBLINE_DATA_DIR);
  if (XDG_DATA_HOME !== undefined && isAbsolute(XDG_DATA_HOME)) return join(XDG_DATA_HOME, 'plumbline');
  return user.root ? FOLDER_OF_ROOT : join(user.home, '.local', 'share', 'plumbline');
}

/** Makes the folder when it does not exist; one that exists keeps the rights that somebody gave it. */
export async function makeDataFolder(path: string): Promise<void> {
  try {
    const made = await mkdir(path, { recursive: true, mode: MODE });
    // The process' umask may have taken rights away.
    if (made !== undefined) await chmod(path, MODE);
  } catch (cause) {
    const message = `The data folder ${path} cannot be made. Set PLUMBLINE_DATA_DIR to a folder that this user may write to.`;
    throw new Error(message, { cause });
  }
}
