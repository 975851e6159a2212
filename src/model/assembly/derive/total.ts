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
  const seen = new Set<string>();
  for (const value of values) {
    if (!value.known) return value;
    numbers.push(value.value);
    for (const step of value.trail) {
      const { path, start, end } = step.location;
      const said = `${path}\0${start}\0${end}\0${step.says}`;
      if (step.inherent === true || seen.has(said)) continue;
      seen.add(said);
      trail.push(step.slot === undefined ? step : withoutSlot(step));
    }
  }
  return { known: true, value: compute(numbers), trail: [hop, ...trail] };
}
