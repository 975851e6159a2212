import type { Location } from '../../location.js';
import type { Hop, Traced } from '../../traced.js';
import { withoutSlot } from '../../traced.js';

/** The sum of any number of values. The first unknown one decides; a place that many of them share is kept once. */
export function total(values: readonly Traced<number>[], hop: Hop): Traced<number> {
  return combine(values, hop, (numbers) => numbers.reduce((sum, number) => sum + number, 0));
}

/** The largest of any number of values, 0 for none. */
export function largest(values: readonly Traced<number>[], hop: Hop): Traced<number> {
  return combine(values, hop, (numbers) => numbers.reduce((most, number) => Math.max(most, number), 0));
}

function combine(
  values: readonly Traced<number>[],
  hop: Hop,
  compute: (numbers: readonly number[]) => number,
): Traced<number> {
  const numbers: number[] = [];
  const trail: Hop[] = [];
  const seen = new Map<Location, Set<string>>();
  for (const value of values) {
    if (!value.known) return value;
    numbers.push(value.value);
    for (const step of value.trail) {
      const said = seen.get(step.location) ?? new Set<string>();
      seen.set(step.location, said);
      if (step.inherent === true || said.has(step.says)) continue;
      said.add(step.says);
      trail.push(step.slot === undefined ? step : withoutSlot(step));
    }
  }
  return { known: true, value: compute(numbers), trail: [hop, ...trail] };
}
