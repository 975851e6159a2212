import { DirectiveReader } from '../../check/directive-reader.js';
import { readers } from '../../readers/registry.js';

const ALL = [...readers, new DirectiveReader(readers)];

/** Paths whose answers are remembered; revisions of one repository have nearly the same. */
const MAX_PATHS = 100_000;
const remembered = new Map<string, readonly string[]>();

/** Who reads a file, as `puma@3`; nobody reads most files. */
export function wantingReaders(path: string): readonly string[] {
  const before = remembered.get(path);
  if (before !== undefined) return before;
  if (remembered.size >= MAX_PATHS) remembered.clear();
  const wanting = ALL.filter((reader) => reader.matches(path)).map(({ name, version }) => `${name}@${version}`);
  remembered.set(path, wanting);
  return wanting;
}
