import type { Fact } from '../../../src/model/facts/fact.js';
import type { Slot } from '../../../src/model/traced.js';
import { kubernetesReader } from '../../../src/readers/kubernetes/reader.js';
import { Source } from '../../../src/syntax/source.js';

/** What the reader makes of a repository of these files. */
export function factsOf(files: Readonly<Record<string, string>>): readonly Fact[] {
  const parts = Object.entries(files).flatMap(([path, text]) => {
    const { part } = kubernetesReader.read(new Source(path, text));
    return part === undefined ? [] : [{ path, part }];
  });
  return kubernetesReader.combine(parts);
}

/** The only fact of one manifest. */
export function factOf<K extends Fact['kind']>(
  kind: K,
  text: string,
  path = 'k8s/app.yaml',
): Extract<Fact, { kind: K }> {
  const [fact, ...more] = factsOf({ [path]: text }).filter(
    (each): each is Extract<Fact, { kind: K }> => each.kind === kind,
  );
  if (fact === undefined || more.length > 0) throw new Error(`${more.length + 1} facts of kind ${kind}`);
  return fact;
}

/**
 * A fact for reading: a place is `line:column`, a traced value is `value <- what says so (place)`, with a `*` where its
 * place could take another value; slots themselves are left out.
 */
export function shown(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shown);
  if (typeof value !== 'object' || value === null) return value;
  if ('startLine' in value && 'startColumn' in value) return `${value.startLine}:${value.startColumn}`;
  if ('known' in value && 'trail' in value && Array.isArray(value.trail))
    return shownTraced({ ...value, trail: value.trail });
  const entries = Object.entries(value).filter(([key]) => key !== 'variableSlot' && key !== 'headerSlot');
  return Object.fromEntries(entries.map(([key, each]) => [key, shown(each)]));
}

function shownTraced(traced: {
  known?: unknown;
  value?: unknown;
  reason?: unknown;
  detail?: unknown;
  trail: unknown[];
}) {
  const head = traced.known === true ? JSON.stringify(traced.value) : `${traced.reason}: ${traced.detail}`;
  const [hop] = traced.trail;
  if (typeof hop !== 'object' || hop === null || !('says' in hop) || !('location' in hop)) return head;
  return `${head} <- ${hop.says} (${shown(hop.location)})${'slot' in hop ? '*' : ''}`;
}

/** The text after `value` is written into a slot. */
export function written(
  text: string,
  slot: Pick<Slot, 'prefix' | 'suffix'> & ({ start: number; end: number } | { offset: number }),
  value: string,
): string {
  const [start, end] = 'offset' in slot ? [slot.offset, slot.offset] : [slot.start, slot.end];
  return text.slice(0, start) + slot.prefix + value + slot.suffix + text.slice(end);
}
