import type { Edit } from '../../policy/diagnostic.js';

const SECRET_KIND = /^[ \t]*["']?kind["']?[ \t]*:[ \t]*["']?\w*Secret\b/m;

/** Nothing is written into a document that declares a Secret, whatever fills it. */
export function secretReasons(text: string, edits: readonly Edit[]): readonly string[] {
  const inSecret = edits.some(({ start, end }) => SECRET_KIND.test(documentsAt(text, start, end)));
  return inSecret ? ['It changes a Secret: what lies in one is not for a patch.'] : [];
}

/** The YAML documents that a range reaches into. */
function documentsAt(text: string, start: number, end: number): string {
  const before = text.lastIndexOf('\n---', start);
  const after = text.indexOf('\n---', end);
  return text.slice(before === -1 ? 0 : before, after === -1 ? text.length : after);
}
