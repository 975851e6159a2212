import type { FileReading } from './combine.js';

/** Names the facts that readings hold by what they were read from: the same name, the same fact. */
export function nameFacts(files: readonly FileReading[], names: WeakMap<object, string>): void {
  for (const file of files) {
    if (!('results' in file)) continue;
    for (const [{ name, version }, result] of file.results) {
      if (!result.ok || result.reading.part === undefined) continue;
      for (const [index, item] of itemsOf(result.reading.part).entries()) {
        if (typeof item !== 'object' || item === null || names.has(item)) continue;
        names.set(item, JSON.stringify([name, version, file.blobId, file.path, index]));
      }
    }
  }
}

/** Parts are lists of facts, or hold one. */
function itemsOf(part: unknown): readonly unknown[] {
  if (Array.isArray(part)) return part;
  const facts: unknown = typeof part === 'object' && part !== null ? Reflect.get(part, 'facts') : undefined;
  return Array.isArray(facts) ? facts : [];
}
