import { type Directive, findDirectives } from '../policy/directives.js';
import type { Reader } from '../readers/reader.js';

/** Finds `plumbline:ignore` in the files that any reader wants, in the same pass and with the same cache. */
export class DirectiveReader implements Reader<readonly Directive[]> {
  readonly name = 'directives';
  readonly version = 1;
  /** Filled by `combine`: a directive is no fact about what runs. */
  directives: readonly Directive[] = [];
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

  combine(parts: Parameters<Reader<readonly Directive[]>['combine']>[0]): readonly [] {
    this.directives = parts.flatMap(({ part }) => part);
    return [];
  }
}
