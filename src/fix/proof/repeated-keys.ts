import { type Hunk, linesOf } from './changed-lines.js';

const KEY = /^([ \t]*(?:- +)?)(["']?[\w.:-]+["']?):(?=\s|$)/;

/** A mapping with a key twice: the one that people read first is not the one that counts. */
export function repeatedKeyReasons(after: string, { path, line, added }: Hunk): readonly string[] {
  if (!/\.ya?ml$/.test(path)) return [];
  const lines = linesOf(after);
  return added.flatMap((_, index) =>
    isRepeated(lines, line - 1 + index) ? [`${path} line ${line + index} sets what another line sets already.`] : [],
  );
}

function isRepeated(lines: readonly string[], at: number): boolean {
  const own = keyOf(lines[at] ?? '');
  if (own === undefined) return false;
  const above = own.begins ? [] : keysBeside(lines.slice(0, at).reverse(), own.indent, true);
  return [...above, ...keysBeside(lines.slice(at + 1), own.indent, false)].includes(own.key);
}

/** Of the mapping that has its keys at an indent, as far as it goes. An entry of a list begins a mapping. */
function keysBeside(lines: readonly string[], indent: number, upwards: boolean): readonly string[] {
  const keys: string[] = [];
  for (const line of lines) {
    const other = keyOf(line);
    if (line.startsWith('---') || (other !== undefined && other.indent < indent)) break;
    if (other === undefined || other.indent > indent) continue;
    if (other.begins && !upwards) break;
    keys.push(other.key);
    if (other.begins) break;
  }
  return keys;
}

interface Key {
  /** Columns, counting the dash of a list's entry. */
  readonly indent: number;
  readonly key: string;
  /** The first of a list's entry. */
  readonly begins: boolean;
}

function keyOf(line: string): Key | undefined {
  const [, lead = '', key = ''] = KEY.exec(line) ?? [];
  return key === '' ? undefined : { indent: lead.length, key: key.replace(/["']/g, ''), begins: lead.includes('-') };
}
