import type { Fact } from '../../../src/model/facts/fact.js';
import { readers } from '../../../src/readers/registry.js';
import { Source } from '../../../src/syntax/source.js';

/** The facts of one file as the readers give them; readers that need a parser to be prepared take no part. */
export function readFileFacts(path: string, text: string): readonly Fact[] {
  return readers.flatMap((reader) => {
    if (reader.prepare !== undefined || !reader.matches(path)) return [];
    const { part } = reader.read(new Source(path, text));
    return part === undefined ? [] : reader.combine([{ path, part }]);
  });
}
