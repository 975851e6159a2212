import { count } from '../count.js';
import type { Display } from '../display.js';
import { printable } from '../printable.js';
import type { Coverage } from '../report.js';
import { wrapAfter } from '../wrap.js';

const FILES_SHOWN = 5;

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
    ...[...byReason].flatMap(([reason, paths]) => wrapAfter('  – ', `${printable(reason)}: ${listed(paths)}`, width)),
  ];
}

function listed(paths: readonly string[]): string {
  const more = paths.length - FILES_SHOWN;
  const shown = paths.slice(0, FILES_SHOWN).map(printable).join(', ');
  return more > 0 ? `${shown} and ${more} more` : shown;
}
