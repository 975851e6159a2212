import { blot } from '../hide-passwords.js';

/** Says where a value comes from and holds none of it, unlike `${DB_PASSWORD:-shop}`. */
const REFERENCE =
  /\$\{[\w.]+\}|\$\(\w+\)|\$[A-Z_]+(?![\w$])|ENV\[["']\w+["']\]|ENV\.fetch\(\s*["']\w+["']|\b(?:var|local|module|random_password|Rails\.application\.credentials)(?:\.\w+)+/;
/** YAML, HCL and Ruby say nothing secret with these. */
const PLAIN = /(?:true|false|null|nil|string|bool|number|do|end)(?![^\s,;)}\]])/;
/** In a flow: `{ name: DB_PASSWORD, value: … }`. A value's colon is not followed by a space. */
const NAME = /["']?[A-Za-z_][\w.-]*["']?\s*(?:=>|:|=)(?=\s|$)/;
const STRUCTURE = /<%[=-]?|-?%>|[\s{}[\](),;:=|<>&]/;
const QUOTED = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/;
const BARE = /[^\s{}[\](),;"']+|["']/;

const KEPT = new RegExp([REFERENCE, PLAIN, NAME, STRUCTURE].map(({ source }) => source).join('|'));
const PIECES = new RegExp(`(${KEPT.source})|(${QUOTED.source})|${BARE.source}`, 'g');
const ONLY_REFERENCES = new RegExp(`^(?:${[REFERENCE, STRUCTURE].map(({ source }) => source).join('|')})*$`);

/** A piece of a line that says a secret, without it: names, brackets and references stay, and so do columns. */
export function blotValues(text: string): string {
  return text.replace(PIECES, (piece: string, kept?: string, quoted?: string) => {
    if (kept !== undefined) return piece;
    if (quoted === undefined) return blot(piece);
    const inner = quoted.slice(1, -1);
    return ONLY_REFERENCES.test(inner) ? quoted : quoted.slice(0, 1) + blot(inner) + quoted.slice(-1);
  });
}
