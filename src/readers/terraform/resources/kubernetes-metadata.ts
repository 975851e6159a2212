import type { Placement } from '../../../model/facts/workload.js';
import type { Block } from '../block.js';
import type { Resource } from '../module.js';
import type { Plan } from '../plan.js';
import { knownText } from '../settings.js';
import type { Value } from '../value.js';

/** The `metadata` block of a Kubernetes resource. */
export function metadataOf(
  plan: Plan,
  { block, title }: Resource,
): { readonly name: string; readonly placement: Placement } {
  const metadata = block.block('metadata');
  return {
    name: knownText(metadata?.attribute('name')) ?? title,
    placement: plan.placement(metadata?.attribute('namespace')),
  };
}

/** The texts of a map, as labels and annotations; what is not known is left out. */
export function textsOf(value: Value | undefined): Readonly<Record<string, string>> {
  if (value?.kind !== 'map') return {};
  const texts = [...value.entries].flatMap(([key, entry]): [string, string][] => {
    const text = knownText(entry);
    return text === undefined ? [] : [[key, text]];
  });
  return Object.fromEntries(texts);
}

/** A nested block of nested blocks: `spec`, `template`, `spec`. */
export function inner(block: Block, ...types: readonly string[]): Block | undefined {
  return types.reduce<Block | undefined>((outer, type) => outer?.block(type), block);
}
