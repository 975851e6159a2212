import type { FileReading } from './workspace-reading.js';

/** Names the facts that a file's readings hold by what they were read from: the same name, the same fact. */
export function nameFacts(file: FileReading, names: WeakMap<object, string>): void {
  if (!('readings' in file)) return;
  for (const [reader, { part }] of file.readings) {
    if (part === undefined) continue;
    for (const [index, item] of itemsOf(part).entries()) {
      if (typeof item !== 'object' || item === null) continue;
      names.set(item, `${reader} ${file.blobId} ${index} ${JSON.stringify(file.path)}`);
    }
  }
}

/** Parts are lists of facts, or hold one. */
function itemsOf(part: unknown): readonly unknown[] {
  if (Array.isArray(part)) return part;
  const facts: unknown = typeof part === 'object' && part !== null ? Reflect.get(part, 'facts') : undefined;
  return Array.isArray(facts) ? facts : [];
}
