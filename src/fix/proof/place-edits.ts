import type { Edit } from '../../policy/diagnostic.js';
import type { Proposal, ProposedEdit } from '../../policy/proposal.js';

/** More is no repair of one finding. */
const MAX_EDITS = 8;
const MAX_FILES = 4;
/** Characters of one text: enough for a whole manifest's container, too little for a new file. */
const MAX_TEXT = 4000;

export type Placed =
  | { readonly ok: true; readonly edits: readonly Edit[] }
  | { readonly ok: false; readonly reasons: readonly string[] };

/** Finds where the edits go. Each text must stand in its file exactly once, and no two may touch. */
export function placeEdits(
  { edits }: Proposal,
  paths: ReadonlySet<string>,
  texts: ReadonlyMap<string, string>,
): Placed {
  const tooMany = countReasons(edits);
  if (tooMany.length > 0) return { ok: false, reasons: tooMany };
  const placed = edits.map((edit, index) => placeEdit(edit, `Edit ${index + 1}`, paths, texts));
  const reasons = placed.filter((each) => typeof each === 'string');
  if (reasons.length > 0) return { ok: false, reasons };
  const found = placed.filter((each) => typeof each !== 'string');
  if (found.some((one, index) => found.some((other, place) => place > index && touch(one, other)))) {
    return { ok: false, reasons: ['Two edits touch the same text: make one of them.'] };
  }
  return { ok: true, edits: found };
}

function countReasons(edits: readonly ProposedEdit[]): readonly string[] {
  if (edits.length === 0) return ['There is no edit.'];
  const files = new Set(edits.map(({ path }) => path)).size;
  return [
    ...(edits.length > MAX_EDITS ? [`There are ${edits.length} edits; at most ${MAX_EDITS} are allowed.`] : []),
    ...(files > MAX_FILES ? [`There are edits of ${files} files; at most ${MAX_FILES} are allowed.`] : []),
  ];
}

function placeEdit(
  { path, oldText, newText }: ProposedEdit,
  name: string,
  paths: ReadonlySet<string>,
  texts: ReadonlyMap<string, string>,
): Edit | string {
  const text = paths.has(path) ? texts.get(path) : undefined;
  if (text === undefined) return `${name} is of a file that may not be changed here.`;
  if (oldText.length > MAX_TEXT || newText.length > MAX_TEXT) {
    return `${name} is longer than ${MAX_TEXT} characters: quote only the lines that change.`;
  }
  if (oldText === '') return `${name} has no old text: quote a line beside the insertion.`;
  if (oldText === newText) return `${name} changes nothing.`;
  const start = text.indexOf(oldText);
  if (start === -1) return `The old text of ${lowered(name)} does not stand in the file, character by character.`;
  if (text.indexOf(oldText, start + 1) !== -1) {
    return `The old text of ${lowered(name)} stands in the file more than once: quote more lines.`;
  }
  return trimmed({ path, start, end: start + oldText.length, newText }, oldText);
}

function lowered(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** Without the lines at both ends that stay as they are. */
function trimmed(edit: Edit, oldText: string): Edit {
  const { path, start, end, newText } = edit;
  let head = 0;
  for (let at = 0; at < Math.min(oldText.length, newText.length) && oldText[at] === newText[at]; at += 1) {
    if (oldText[at] === '\n') head = at + 1;
  }
  const [old, fresh] = [oldText.slice(head), newText.slice(head)];
  let tail = 0;
  for (let at = 1; at < Math.min(old.length, fresh.length) && old.at(-at) === fresh.at(-at); at += 1) {
    if (old.at(-at - 1) === '\n' && fresh.at(-at - 1) === '\n') tail = at;
  }
  return { path, start: start + head, end: end - tail, newText: fresh.slice(0, fresh.length - tail) };
}

function touch(one: Edit, other: Edit): boolean {
  if (one.path !== other.path) return false;
  return one.start === other.start || (one.start < other.end && other.start < one.end);
}
