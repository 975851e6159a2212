import type { Diagnostic } from '../../policy/diagnostic.js';

/** A number may grow to so many times what it was, or what the finding asks for. */
const GROWTH = 2;
/** And shrink to so much of it. */
const SHRINKING = 1 / 4;
const UNITS: Readonly<Record<string, number>> = { Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40 };
const MEBIBYTE = 2 ** 20;

/** For what was not declared before, by the setting's name; bytes, millicores, seconds, counts. */
const CEILINGS: Readonly<Record<string, number>> = {
  limit: 8192 * MEBIBYTE,
  request: 8192 * MEBIBYTE,
  gracePeriodSeconds: 600,
  initialDelaySeconds: 120,
  periodSeconds: 60,
  failureThreshold: 60,
};
const PORTS = new Set(['port', 'targetPort']);
const MAX_PORT = 65_535;
const OTHER_CEILING = 100;
/** Counts of pods: what serves requests is neither switched off nor left alone. */
const PODS = new Set(['min', 'max', 'replicas']);

/**
 * Whether a setting may go from one number to another; `before` is null where none was declared or known. `setting` is its name in the
 * model. `asked`: the numbers that the finding names.
 */
export function isSane(setting: string, before: number | null, after: number, asked: readonly number[]): boolean {
  if (!Number.isFinite(after) || after < 0) return false;
  if (PORTS.has(setting)) return after > 0 && after <= MAX_PORT;
  if (before === null) return after <= (CEILINGS[setting] ?? OTHER_CEILING);
  if (after > before)
    return (
      after <=
      GROWTH *
        Math.max(
          before,
          nearest(
            before,
            asked.filter((each) => each > before),
          ),
        )
    );
  if (PODS.has(setting) && after < Math.min(before, 2)) return false;
  return (
    after >=
    SHRINKING *
      nearest(
        before,
        asked.filter((each) => each < before),
      )
  );
}

/** To a number, of some; the number itself where there are none. */
function nearest(number: number, some: readonly number[]): number {
  return [...some].sort((one, other) => Math.abs(one - number) - Math.abs(other - number))[0] ?? number;
}

/** What a formula would write; without one, those in the message: `16`, `2432Mi`. */
export function numbersAskedFor({ message, suggestions }: Diagnostic): readonly number[] {
  const computed = numbersIn(suggestions.map(({ edit }) => edit.newText).join(' '));
  return computed.length > 0 ? computed : numbersIn(message);
}

function numbersIn(text: string): readonly number[] {
  return [...text.matchAll(/(?<![\w.])(\d+(?:\.\d+)?)\s?(Ki|Mi|Gi|Ti)?\b/g)].map(
    ([, digits, unit = '']) => Number(digits) * (UNITS[unit] ?? 1),
  );
}
