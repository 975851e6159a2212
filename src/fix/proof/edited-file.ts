import type { Edit } from '../../policy/diagnostic.js';
import { applyEdits } from '../apply-edit.js';
import { groupBy } from '../group-by.js';
import { unifiedDiff } from '../patch.js';
import { type Hunk, hunksOf } from './changed-lines.js';

/** A file before and with a proposal. */
export interface EditedFile {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  readonly edits: readonly Edit[];
  readonly hunks: readonly Hunk[];
}

export function editedFiles(edits: readonly Edit[], texts: ReadonlyMap<string, string>): readonly EditedFile[] {
  return [...groupBy(edits, ({ path }) => path)].map(([path, own]) => {
    const before = texts.get(path) ?? '';
    const after = applyEdits(before, own);
    return { path, before, after, edits: own, hunks: hunksOf(path, before, after) };
  });
}

/** Of all files. */
export function diffOf(files: readonly EditedFile[]): string {
  return files.map(({ path, before, after }) => unifiedDiff(path, before, after)).join('');
}
