import { UNKNOWN_REASONS } from '../../model/traced.js';
import type { Undecided } from '../../policy/diagnostic.js';
import { count } from '../count.js';
import type { Display } from '../display.js';
import { printable } from '../printable.js';
import { wrapAfter } from '../wrap.js';

const MISSING_SHOWN = 3;

/** What could not be decided, by reason: as many lines as there are reasons, however many checks it is. */
export function undecidedLines(undecided: readonly Undecided[], { style, width }: Display): readonly string[] {
  if (undecided.length === 0) return [];
  return [
    style.bold(`Could not decide ${count(undecided.length, 'check')}`),
    ...[...groupByReason(undecided)].flatMap(([reason, group]) =>
      wrapAfter('  ? ', `${group.length} × ${UNKNOWN_REASONS[reason]}${missingText(group)}`, width),
    ),
  ];
}

function groupByReason(undecided: readonly Undecided[]): ReadonlyMap<Undecided['reason'], readonly Undecided[]> {
  const groups = new Map<Undecided['reason'], Undecided[]>();
  for (const one of undecided) {
    const group = groups.get(one.reason);
    if (group === undefined) groups.set(one.reason, [one]);
    else group.push(one);
  }
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function missingText(group: readonly Undecided[]): string {
  const missing = [...new Set(group.flatMap((one) => one.missing))];
  if (missing.length === 0) return '';
  const shown = missing.slice(0, MISSING_SHOWN).map(printable).join('; ');
  const more = missing.length - MISSING_SHOWN;
  return `: ${shown}${more > 0 ? `; and ${more} more` : ''}`;
}
