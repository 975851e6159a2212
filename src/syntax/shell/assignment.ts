import type { Assignment, ShellWord } from './program.js';

const ASSIGNMENT = /^([A-Za-z_]\w*)\+?=/;

/** `NAME=value` as an assignment; `NAME+=value` gets an opaque value, since it adds to another one. */
export function splitAssignment(word: ShellWord): Assignment | undefined {
  const [first, ...rest] = word.parts;
  const match = first?.kind === 'literal' ? ASSIGNMENT.exec(first.text) : null;
  if (first?.kind !== 'literal' || match === null || match[1] === undefined) return undefined;
  const head = { ...first, text: first.text.slice(match[0].length) };
  const parts = head.text === '' && rest.length > 0 ? rest : [head, ...rest];
  const value: ShellWord = { parts, start: word.start + match[0].length, end: word.end };
  const opaque: ShellWord = { ...value, parts: [{ kind: 'opaque', text: '+=', quoted: false }] };
  return { name: match[1], value: match[0].endsWith('+=') ? opaque : value, offset: word.start };
}
