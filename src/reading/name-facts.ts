import type { FileReading } from './workspace-reading.js';

/** Names the facts that a file's readings hold by what they were read from: the same name, the same fact. */
export function nameFacts(file: FileReading, names: WeakMap<object, string>): void {
  if (!('results' in file)) return;
  for (const [reader, result] of file.results) {
    if (!result.ok || result.reading.part === undefined) continue;
    for (const [index, item] of itemsOf(result.reading.part).entries()) {
      if (typeof item !== 'object' || item === null) continue;
      names.set(item, JSON.stringify([reader, file.blobId, file.path, index]));
    }
  }
}

/** Parts are lists of facts, or hold one. */
function itemsOf(part: unknown): readonly unknown[] {
  if (Array.isArray(part)) return part;
  const facts: unknown = typeof part === 'object' && part !== null ? Reflect.get(part, 'facts') : undefined;
  return Array.isArray(facts) ? facts : [];
}
