import type { Edit } from '../src/policy/diagnostic.js';
import type { Proposal } from '../src/policy/proposal.js';
import { Tree } from './tree.js';

/** The tree with a proposal; undefined when an old text is not in its file exactly once, or two edits touch each other. */
export function withProposal(tree: Tree, { edits }: Proposal): Tree | undefined {
  const placed: Edit[] = [];
  for (const { path, oldText, newText } of edits) {
    const text = tree.files.get(path) ?? '';
    const start = text.indexOf(oldText);
    if (oldText === '' || start === -1 || text.includes(oldText, start + 1)) return undefined;
    placed.push({ path, start, end: start + oldText.length, newText });
  }
  return withEdits(tree, placed);
}

/** Undefined when two edits touch each other. */
export function withEdits(tree: Tree, edits: readonly Edit[]): Tree | undefined {
  const texts = new Map(tree.files);
  const reached = new Map<string, number>();
  for (const { path, start, end, newText } of [...edits].sort((one, other) => other.start - one.start)) {
    const text = texts.get(path) ?? '';
    if (end > (reached.get(path) ?? text.length)) return undefined;
    texts.set(path, text.slice(0, start) + newText + text.slice(end));
    reached.set(path, start);
  }
  return new Tree(texts);
}
