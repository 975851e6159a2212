import type { Edit } from '../policy/diagnostic.js';

/** The text with the edit made: spliced by offset, so that nothing else of it changes. */
export function applyEdit(text: string, { start, end, newText }: Edit): string {
  return text.slice(0, start) + newText + text.slice(end);
}

/** The text with several edits made; they may not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  return [...edits].sort((one, other) => other.start - one.start).reduce(applyEdit, text);
}

/** Equal for edits that write the same to the same place. */
export function editKey(edit: Edit): string {
  return `${slotKey(edit)}\0${edit.newText}`;
}

/** Equal for edits of the same place. */
export function slotKey({ path, start, end }: Edit): string {
  return [path, start, end].join('\0');
}
