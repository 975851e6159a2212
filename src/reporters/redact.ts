import type { Source } from '../syntax/source.js';
import { blot, blotPasswords } from './hide-passwords.js';

const SECRET_KIND = /^[ \t]*["']?kind["']?[ \t]*:[ \t]*["']?(?:Sealed)?Secret\b/m;
const KEY_AND_VALUE = /^([ \t-]*(?:[\w.-]+|"[^"]*"|'[^']*')[ \t]*:[ \t]*)(.*)$/;
/** Keys of a Secret manifest that describe it and hide nothing. */
const OPEN_KEY =
  /^[ \t-]*["']?(?:apiVersion|kind|metadata|name|namespace|type|data|stringData|labels|annotations)["']?[ \t]*:/;

/**
 * A line of a repository's file without what nobody should read in a report: the values of a Secret manifest and the
 * passwords in URLs. Each hidden character is replaced by one `•`, so that columns stay.
 */
export function redactedLine(source: Source, line: number): string {
  const { start, end } = source.lineLocation(line);
  const text = source.text.slice(start, end);
  if (!inSecretManifest(source, start)) return blotPasswords(text);
  if (OPEN_KEY.test(text) || text.trim() === '' || /^\s*(?:#|---)/.test(text)) return text;
  const pair = KEY_AND_VALUE.exec(text);
  const [, key = '', value = text] = pair ?? [];
  return key + blot(value);
}

function inSecretManifest(source: Source, offset: number): boolean {
  if (!/\.ya?ml(?:\.\w+)?$|\.json$/i.test(source.path)) return false;
  const before = source.text.lastIndexOf('\n---', offset);
  const after = source.text.indexOf('\n---', offset);
  return SECRET_KIND.test(source.text.slice(before === -1 ? 0 : before + 1, after === -1 ? undefined : after));
}
