import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { isBareRepository } from './open-revision.js';

/** Names that say what a folder is and not whose it is. */
const NAMELESS = new Set(['repo', 'repository', 'git', '.git', '']);

/** What people call what is in a directory: its own name or, of a bare repository, that of its origin or of the folder around it. */
export function repositoryName(directory: string): string {
  if (!isBareRepository(directory)) return basename(directory);
  const own = withoutSuffix(basename(directory));
  return originName(directory) ?? (NAMELESS.has(own) ? basename(dirname(directory)) : own);
}

/** The last part of the origin's URL: nothing of its host, and no password in it, is shown. */
function originName(directory: string): string | undefined {
  const origin = /^\[remote "origin"\][^[]*?^\s*url\s*=\s*(\S+)/m.exec(configText(directory))?.[1];
  const name = withoutSuffix(origin?.split(/[/\\:]/).findLast((part) => part !== '') ?? '');
  return NAMELESS.has(name) ? undefined : name;
}

/** A repository without a readable configuration has no origin to be named after. */
function configText(directory: string): string {
  try {
    return readFileSync(`${directory}/config`, 'utf8');
  } catch {
    return '';
  }
}

function withoutSuffix(name: string): string {
  return name.length > 4 && name.endsWith('.git') ? name.slice(0, -4) : name;
}
