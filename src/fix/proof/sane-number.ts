import type { Diagnostic } from '../../policy/diagnostic.js';

/** A number may grow to so many times what it was, or what the finding asks for. */
const GROWTH = 2;
/** And shrink to such a part of it. */
const SHRINKING = 1 / 4;
const UNITS: Readonly<Record<string, number>> = { Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40 };

interface Bounds {
  readonly least: number;
  readonly most: number;
}

/** For what was not declared before; bytes, millicores, seconds, counts. */
const BOUNDS: Readonly<Record<string, Bounds>> = {
  'memory limit': { least: 2 ** 27, most: 2 ** 33 },
  'memory request': { least: 2 ** 26, most: 2 ** 33 },
  'cpu limit': { least: 100, most: 8000 },
  'cpu request': { least: 10, most: 8000 },
  gracePeriodSeconds: { least: 1, most: 600 },
  initialDelaySeconds: { least: 0, most: 120 },
  periodSeconds: { least: 1, most: 60 },
  failureThreshold: { least: 1, most: 60 },
};
const OTHER_BOUNDS: Bounds = { least: 0, most: 100 };
const PORTS = new Set(['port', 'targetPort']);
const MAX_PORT = 65_535;

/**
 * Whether a number of the model may go to another; `before` is null where none was declared or known. `at`: where it stands in the model.
 * `asked`: the numbers that the finding names.
 */
export function isSane(at: readonly string[], before: number | null, after: number, asked: readonly number[]): boolean {
  const name = at.at(-1) ?? '';
  if (!Number.isFinite(after) || after < 0) return false;
  if (PORTS.has(name)) return after > 0 && after <= MAX_PORT;
  if (before === null) {
    const { least, most } = BOUNDS[at.slice(-2).join(' ')] ?? BOUNDS[name] ?? OTHER_BOUNDS;
    return after >= least && after <= most;
  }
  const nearest = nearestTo(
    before,
    asked.filter((each) => after > before === each > before),
  );
  if (after > before) return after <= GROWTH * Math.max(before, nearest);
  return after >= SHRINKING * nearest && !(countsPods(at) && after < Math.min(before, 2));
}

/** One pod is never as good as two: it is gone whenever its node is. */
function countsPods(at: readonly string[]): boolean {
  return at.includes('replicas') || at[1] === 'autoscalers';
}

/** Of some numbers; the number itself where there are none. */
function nearestTo(number: number, some: readonly number[]): number {
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
