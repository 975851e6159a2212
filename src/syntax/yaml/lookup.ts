import type { YamlEntry, YamlMapping, YamlNode } from './node.js';

const MERGE_KEY = '<<';

/**
 * The entry that decides `key`, merge keys resolved. Psych and go-yaml v2 both fill the mapping in file order, so the last
 * one wins, be it written out or merged; within a list of merged mappings the first wins.
 */
export function lookupEntry(mapping: YamlMapping, key: string): YamlEntry | undefined {
  for (let index = mapping.entries.length - 1; index >= 0; index -= 1) {
    const entry = mapping.entries[index];
    if (entry === undefined) continue;
    if (entry.key.text === key && key !== MERGE_KEY) return entry;
    const merged = firstMatch(mergedMappings(entry), key);
    if (merged !== undefined) return merged;
  }
  return undefined;
}

/** The value of `key`, merge keys resolved; undefined when nothing sets it. */
export function lookup(mapping: YamlMapping, key: string): YamlNode | undefined {
  return lookupEntry(mapping, key)?.value;
}

/** Each key once, with the entry that decides it, in the order in which keys first appear; `<<` itself is left out. */
export function mergedEntries(mapping: YamlMapping): readonly YamlEntry[] {
  const byKey = new Map<string, YamlEntry>();
  for (const entry of mapping.entries) {
    const merged = mergedMappings(entry);
    if (merged === undefined) byKey.set(entry.key.text, entry);
    else
      for (const source of [...merged].reverse())
        for (const each of mergedEntries(source)) byKey.set(each.key.text, each);
  }
  return [...byKey.values()];
}

/** Entries that a later entry of the same mapping repeats, and so never take effect. */
export function shadowedEntries(mapping: YamlMapping): readonly YamlEntry[] {
  const last = new Map(mapping.entries.map((entry) => [entry.key.text, entry]));
  return mapping.entries.filter((entry) => entry.key.text !== MERGE_KEY && last.get(entry.key.text) !== entry);
}

function firstMatch(mappings: readonly YamlMapping[] | undefined, key: string): YamlEntry | undefined {
  for (const mapping of mappings ?? []) {
    const entry = lookupEntry(mapping, key);
    if (entry !== undefined) return entry;
  }
  return undefined;
}

/** What a `<<` entry merges; undefined for any other entry. */
function mergedMappings({ key, value }: YamlEntry): readonly YamlMapping[] | undefined {
  if (key.text !== MERGE_KEY) return undefined;
  if (value.kind === 'mapping') return [value];
  return value.kind === 'sequence' ? value.items.filter((item) => item.kind === 'mapping') : [];
}
