import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import type { Edit, Patch } from '../policy/diagnostic.js';
import { applyEdit } from './apply-edit.js';

const CONTEXT_LINES = 3;

/** An edit of one file in the forms that people and GitHub read. */
export function patchOf(text: string, edit: Edit): Patch {
  const { start, end, newText } = edit;
  const from = lineStart(text, start);
  const to = lineEnd(text, end);
  return {
    diff: unifiedDiff(edit.path, text, applyEdit(text, edit)),
    startLine: lineNumber(text, from),
    endLine: lineNumber(text, to),
    replacement: text.slice(from, start) + newText + text.slice(end, to),
  };
}

/**
 * With three lines of context, or fewer where those would reach into another document of a YAML file: what stands there, a
 * Secret perhaps, does not belong to the edit.
 */
export function unifiedDiff(path: string, before: string, after: string): string {
  for (let context = CONTEXT_LINES; ; context -= 1) {
    const diff = createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, {
      context,
      headerOptions: FILE_HEADERS_ONLY,
    });
    if (context === 0 || !/^ ---/m.test(diff)) return diff;
  }
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Before the line break, whichever it is. */
function lineEnd(text: string, offset: number): number {
  const next = text.indexOf('\n', offset);
  const end = next === -1 ? text.length : next;
  return text[end - 1] === '\r' && end > offset ? end - 1 : end;
}

function lineNumber(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
