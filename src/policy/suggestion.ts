import type { Slot, Traced } from '../model/traced.js';
import type { Edit, Suggestion } from './diagnostic.js';
import type { Bindings, Expression } from './expressions/compile.js';
import type { Fix } from './rule.js';

const UNITS = [
  ['Gi', 1024 ** 3],
  ['Mi', 1024 ** 2],
  ['Ki', 1024],
] as const;

/** The edit that a rule's `fix` comes to; none where the value that decides cannot be overwritten, or is not known. */
export function suggest(fix: Fix, bindings: Bindings): Suggestion | undefined {
  if (fix.when !== undefined && !holds(fix.when, bindings)) return undefined;
  const target: Traced<unknown> | undefined = fix.set.evaluate(bindings).observation.last;
  const slot = target?.trail[0]?.slot;
  const to = fix.to.evaluate(bindings);
  if (slot === undefined || !to.decided) return undefined;
  const value = typeof to.value === 'bigint' ? Number(to.value) : String(to.value);
  const edit = editOf(slot, value);
  const title = fix.title?.render(bindings).text ?? `Change it to ${edit.newText.trim()}.`;
  return { title, edit, safe: typeof fix.safe === 'boolean' ? fix.safe : holds(fix.safe, bindings) };
}

function holds(condition: Expression, bindings: Bindings): boolean {
  const outcome = condition.evaluate(bindings);
  return outcome.decided && outcome.value === true;
}

export function editOf({ path, start, end, prefix, suffix, format }: Slot, value: number | string): Edit {
  const written = format === 'memory' && typeof value === 'number' ? memoryQuantity(value) : String(value);
  return { path, start, end, newText: `${prefix}${written}${suffix}` };
}

/** Exactly so many bytes, in the largest binary unit that divides them. */
function memoryQuantity(bytes: number): string {
  const [unit, factor] = UNITS.find(([, size]) => bytes % size === 0) ?? ['', 1];
  return `${bytes / factor}${unit}`;
}
