import { posix } from 'node:path';
import { count } from '../count.js';
import type { Display } from '../display.js';
import { listed } from '../listed.js';
import { printable } from '../printable.js';
import type { Coverage } from '../report.js';
import { wrapAfter } from '../wrap.js';

/** Files that were there and say nothing here, by reason. */
export function coverageLines({ filesNotRead }: Coverage, { style, width }: Display): readonly string[] {
  if (filesNotRead.length === 0) return [];
  const byReason = new Map<string, string[]>();
  for (const { path, reason } of filesNotRead) {
    const paths = byReason.get(reason);
    if (paths === undefined) byReason.set(reason, [path]);
    else paths.push(path);
  }
  return [
    style.bold(`Did not read ${count(filesNotRead.length, 'file')}`),
    ...[...byReason].flatMap(([reason, paths]) =>
      wrapAfter('  – ', `${printable(reason)}: ${listed(byDirectory(paths).map(printable), ', ')}`, width),
    ),
  ];
}

/** Files of one directory as that directory and their number: `charts/shop/templates/ (7)`. */
function byDirectory(paths: readonly string[]): readonly string[] {
  const directories = new Map<string, string[]>();
  for (const path of paths) {
    const directory = posix.dirname(path);
    directories.set(directory, [...(directories.get(directory) ?? []), path]);
  }
  return [...directories].flatMap(([directory, inside]) =>
    inside.length === 1 || directory === '.' ? inside : [`${directory}/ (${inside.length})`],
  );
}
