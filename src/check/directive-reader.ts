import { type Directive, findDirectives } from '../policy/directives.js';
import type { Reader, Reading } from '../readers/reader.js';
import { readerKey } from '../reading/read-file.js';
import type { WorkspaceReading } from '../reading/workspace-reading.js';

/** Finds `plumbline:ignore` in the files that any reader wants, in the same pass and with the same cache. */
export class DirectiveReader implements Reader<readonly Directive[]> {
  readonly name = 'directives';
  readonly version = 1;
  readonly #readers: readonly Reader[];

  constructor(readers: readonly Reader[]) {
    this.#readers = readers;
  }

  matches(path: string): boolean {
    return this.#readers.some((reader) => reader.matches(path));
  }

  read(source: Parameters<Reader['read']>[0]) {
    const directives = findDirectives(source);
    return directives.length === 0 ? {} : { part: directives };
  }

  /** A directive is no fact about what runs. */
  combine(): readonly [] {
    return [];
  }
}

/** The directives of all files that were read, by path. */
export function directivesIn({ files }: WorkspaceReading, reader: DirectiveReader): readonly Directive[] {
  const key = readerKey(reader);
  return files.flatMap((file) => {
    const reading = 'readings' in file ? file.readings.get(key) : undefined;
    return (reading as Reading<readonly Directive[]> | undefined)?.part ?? [];
  });
}
