/** A tag; `<%% ` is an escape and `<%# %>` a comment. */
const TAG = /<%(?![%#])[=-]?([\s\S]*?)-?%>/g;

/**
 * The Ruby of an ERB template at the places where it stands: all else is blank. Every tag ends a statement, so that the
 * whole can be parsed as one program.
 */
export function maskErb(text: string): string {
  let masked = '';
  let at = 0;
  for (const match of text.matchAll(TAG)) {
    const code = match[1] ?? '';
    const start = match.index + match[0].indexOf(code, match[0].search(/[^<%=-]|$/));
    masked += `${blank(text.slice(at, start))}${code};`;
    at = start + code.length + 1;
  }
  return masked + blank(text.slice(at));
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}

/** The top-level key of a YAML text under which a line stands, by indentation alone. */
export function sectionAt(text: string, offset: number): string | undefined {
  const before = text.slice(0, offset);
  return [...before.matchAll(/^["']?([A-Za-z_][\w-]*)["']?:/gm)].at(-1)?.[1];
}
