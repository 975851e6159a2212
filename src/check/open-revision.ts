import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../settings.js';
import type { Opened } from '../workspace/failure.js';
import { openFolder } from '../workspace/folder.js';
import { openCommit } from '../workspace/git.js';
import type { StatIndex } from '../workspace/stat-index.js';

/** What to analyse of a directory: a commit when a revision is named, else its files as they are. */
export async function openRevision(
  directory: string,
  ref: string | undefined,
  settings: Settings,
  index?: StatIndex,
): Promise<Opened> {
  const revision = ref ?? (isBareRepository(directory) ? 'HEAD' : undefined);
  return revision === undefined
    ? openFolder(directory, index)
    : await openCommit(directory, revision, settings.gitEnvironment);
}

/** A bare repository has no files as they are; its HEAD is what people mean. */
export function isBareRepository(directory: string): boolean {
  return ['HEAD', 'objects', 'refs'].every((entry) => existsSync(join(directory, entry)));
}
