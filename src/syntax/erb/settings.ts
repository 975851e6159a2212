import type { Expression } from '../../model/expression.js';
import { both, choose, not } from '../ruby/build.js';
import type { YamlEntry, YamlMapping, YamlNode } from '../yaml/node.js';
import type { ErbYaml } from './document.js';

/** One of the values that a key may have. */
export interface Alternative {
  readonly entry: YamlEntry;
  /** Under which it is in the file, given that the mapping it was asked of is; undefined: always. */
  readonly condition: Expression | undefined;
}

const MERGE_KEY = '<<';
/** Conditions repeat in every value below them; a key with more alternatives than that is nothing people write. */
const MAX_ALTERNATIVES = 50;

/** The keys of a mapping, merged ones included, in the order in which they first appear. */
export function keysOf(mapping: YamlMapping): readonly string[] {
  const keys = new Set<string>();
  for (const entry of mapping.entries) {
    if (entry.key.text === MERGE_KEY)
      for (const merged of mergedBy(entry)) for (const key of keysOf(merged)) keys.add(key);
    else keys.add(entry.key.text);
  }
  return [...keys];
}

/**
 * What may decide a key, in the order in which one overrides the other: entries and merges of ERB branches count only
 * under their condition. `given` is a condition that is taken to hold.
 */
export function alternatives(
  file: ErbYaml,
  mapping: YamlMapping,
  key: string,
  given?: Expression,
): readonly Alternative[] {
  const found: Alternative[] = [];
  for (const entry of entriesAbout(mapping, key)) {
    const here = underEntry(file, entry, key, given);
    if (here.length === 0) continue;
    const condition = beyond(file.conditionAt(entry.key.at.start), given);
    for (const alternative of here) {
      const needed = allOf(condition, alternative.condition);
      if (needed === undefined) found.length = 0;
      if (found.length < MAX_ALTERNATIVES) found.push({ entry: alternative.entry, condition: needed });
    }
  }
  return found;
}

/** Where each key of a mapping stands in it, so that asking for all keys of a large one stays linear. */
const placesOf = new WeakMap<YamlMapping, ReadonlyMap<string, readonly number[]>>();

function indexed(mapping: YamlMapping): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  for (const [place, { key }] of mapping.entries.entries()) {
    const known = places.get(key.text);
    if (known === undefined) places.set(key.text, [place]);
    else known.push(place);
  }
  placesOf.set(mapping, places);
  return places;
}

/** The entries of a key and the merges, in the order of the file. */
function entriesAbout(mapping: YamlMapping, key: string): readonly YamlEntry[] {
  const places = placesOf.get(mapping) ?? indexed(mapping);
  const [own = [], merges = []] = [places.get(key), places.get(MERGE_KEY)];
  const about = [...new Set([...own, ...merges])].sort((a, b) => a - b);
  return about.flatMap((place) => mapping.entries[place] ?? []);
}

/** What an entry says about a key, given that the entry itself counts. */
function underEntry(file: ErbYaml, entry: YamlEntry, key: string, given?: Expression): readonly Alternative[] {
  if (entry.key.text === key && key !== MERGE_KEY) return [{ entry, condition: undefined }];
  if (entry.key.text !== MERGE_KEY) return [];
  return [...mergedBy(entry)].reverse().flatMap((merged) => alternatives(file, merged, key, given));
}

/** The alternatives that do not override each other: each with the condition under which it is the one that counts. */
export function exclusive(found: readonly Alternative[]): readonly Alternative[] {
  return found.map(({ entry, condition }, index) => {
    const overriding = found
      .slice(index + 1)
      .flatMap((later) => (later.condition === undefined ? [] : [later.condition]));
    return { entry, condition: overriding.reduce((needed, later) => both(needed, not(later, later.at)), condition) };
  });
}

/** A scalar setting; undefined when nothing sets it. `render` makes the value of each alternative. */
export function setting(file: ErbYaml, mapping: YamlMapping, key: string, given?: Expression): Expression | undefined {
  return alternatives(file, mapping, key, given).reduce<Expression | undefined>((before, { entry, condition }) => {
    const { value } = entry;
    if (value.kind !== 'scalar') return before;
    const written = file.expression(value);
    return condition === undefined ? written : choose(condition, written, before, entry.at);
  }, undefined);
}

/** The node that a key has when no condition decides about it. */
export function child(file: ErbYaml, mapping: YamlMapping, key: string, given?: Expression): YamlNode | undefined {
  const found = alternatives(file, mapping, key, given);
  return found.length === 1 && found[0]?.condition === undefined ? found[0]?.entry.value : undefined;
}

function mergedBy({ value }: YamlEntry): readonly YamlMapping[] {
  if (value.kind === 'mapping') return [value];
  return value.kind === 'sequence' ? value.items.filter((item) => item.kind === 'mapping') : [];
}

/** A condition without the part that is given. Branches within branches start with the same object. */
function beyond(condition: Expression | undefined, given: Expression | undefined): Expression | undefined {
  if (condition === undefined || given === undefined) return condition;
  if (condition === given) return undefined;
  if (condition.kind !== 'logical' || condition.operator !== 'and') return condition;
  const [left, right] = condition.operands;
  return left === undefined || right === undefined ? condition : allOf(beyond(left, given), right);
}

function allOf(left: Expression | undefined, right: Expression | undefined): Expression | undefined {
  return right === undefined ? left : both(left, right);
}
