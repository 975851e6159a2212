import type { Proposal, ProposedEdit } from '../src/policy/proposal.js';
import { Tree } from './tree.js';

/** The tree with a proposal; undefined when an old text is not in its file exactly once, or two edits touch each other. */
export function patch(tree: Tree, { edits }: Proposal): Tree | undefined {
  const texts = new Map(tree.files);
  for (const path of new Set(edits.map((edit) => edit.path))) {
    const text = tree.files.get(path);
    const patched =
      text === undefined
        ? undefined
        : patchText(
            text,
            edits.filter((edit) => edit.path === path),
          );
    if (patched === undefined) return undefined;
    texts.set(path, patched);
  }
  return new Tree(texts);
}

function patchText(text: string, edits: readonly ProposedEdit[]): string | undefined {
  const lastFirst = edits
    .map(({ oldText, newText }) => ({ start: text.indexOf(oldText), oldText, newText }))
    .sort((one, other) => other.start - one.start);
  let patched = text;
  let free = text.length;
  for (const { start, oldText, newText } of lastFirst) {
    const end = start + oldText.length;
    if (oldText === '' || start === -1 || text.includes(oldText, start + 1) || end > free) return undefined;
    patched = patched.slice(0, start) + newText + patched.slice(end);
    free = start;
  }
  return patched;
}
