import type { AnalysedTree } from './analyst.js';

type Entry = AnalysedTree['entries'][number];

/** A tree's entries as one text, which crosses between processes many times faster than as many objects do. */
export function packTree(entries: readonly Entry[]): string {
  return entries.map(({ mode, id, size, path }) => `${mode} ${id} ${size} ${path}`).join('\0');
}

export function unpackTree(packed: string): readonly Entry[] {
  return packed === '' ? [] : packed.split('\0').map(unpackEntry);
}

function unpackEntry(line: string): Entry {
  const afterMode = line.indexOf(' ');
  const afterId = line.indexOf(' ', afterMode + 1);
  const afterSize = line.indexOf(' ', afterId + 1);
  return {
    mode: line.slice(0, afterMode),
    id: line.slice(afterMode + 1, afterId),
    size: Number(line.slice(afterId + 1, afterSize)),
    path: line.slice(afterSize + 1),
  };
}
