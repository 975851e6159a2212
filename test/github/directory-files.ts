import { readdir, readFile, readlink, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { FileContent } from './state/git/change.js';

/** The files of a directory by path, links as links. */
export async function filesOf(directory: string): Promise<ReadonlyMap<string, FileContent>> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() || entry.isSymbolicLink());
  const read = files.map(async (entry): Promise<[string, FileContent]> => {
    const path = join(entry.parentPath, entry.name);
    return [relative(directory, path), entry.isSymbolicLink() ? { link: await readlink(path) } : await contentOf(path)];
  });
  return new Map(await Promise.all(read));
}

async function contentOf(path: string): Promise<FileContent> {
  const [content, { mode }] = await Promise.all([readFile(path), stat(path)]);
  return mode & 0o100 ? { executable: content.toString('utf8') } : content;
}
