import type { Model } from '../../model/model.js';
import { UNKNOWN_REASONS } from '../../model/traced.js';
import type { Undecided } from '../../policy/diagnostic.js';
import { count } from '../count.js';
import type { Display } from '../display.js';
import { listed } from '../listed.js';
import { printable } from '../printable.js';
import { checksIn, type UndecidedCause, undecidedCauses } from '../undecided-causes.js';
import { wrapAfter } from '../wrap.js';

/** What could not be decided, by reason and cause: a few lines, however many checks it is. */
export function undecidedLines(
  undecided: readonly Undecided[],
  model: Model,
  { style, width }: Display,
): readonly string[] {
  if (undecided.length === 0) return [];
  return [
    style.bold(`Could not decide ${count(checksIn(undecided), 'check')}`),
    ...undecidedCauses(undecided, model).flatMap(({ reason, causes }) => [
      ...wrapAfter('  ? ', UNKNOWN_REASONS[reason], width),
      ...causes.flatMap((cause) => wrapAfter(`    ${cause.checks} × `, printable(causeText(cause)), width)),
    ]),
  ];
}

function causeText({ ruleIds, missing }: UndecidedCause): string {
  const what = missing.map(({ things, clause }) => listed(things, ', ') + clause);
  return listed(ruleIds, ', ') + (what.length === 0 ? '' : `: ${listed(what, '; ')}`);
}
