import { formatPlace } from '../../model/location.js';
import type { Suppressed } from '../../policy/diagnostic.js';
import { count } from '../count.js';
import type { Display } from '../display.js';
import { printable } from '../printable.js';
import { wrapAfter } from '../wrap.js';

/** What was found and silenced, with the reason that somebody gave. */
export function suppressedLines(suppressed: readonly Suppressed[], { style, width }: Display): readonly string[] {
  if (suppressed.length === 0) return [];
  return [
    style.bold(`Suppressed ${count(suppressed.length, 'finding')}`),
    ...suppressed.flatMap(({ diagnostic, reason, location }) =>
      wrapAfter(
        '  ~ ',
        printable(`${diagnostic.ruleId}  ${diagnostic.subject}  ${formatPlace(location)}: ${reason}`),
        width,
      ),
    ),
  ];
}
