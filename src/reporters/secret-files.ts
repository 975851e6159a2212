import { blot } from './hide-passwords.js';

const KEY_FILE =
  /(?:^|\/)(?:[^/]*\.(?:key|pem|p12|pfx|jks|enc|crt)|id_(?:rsa|ecdsa|ed25519)|\.(?:pgpass|netrc|npmrc|htpasswd)|[^/]*\.enc\.\w+)$/i;
const DOTENV = /(?:^|\/)(?:\.env(?:rc)?(?:\.[\w.-]+)?|[^/]+\.env)$/i;
/** A setting rather than a secret: a small number, a switch, the name of an environment. */
const OPEN_SETTING =
  /^\s*(?:export\s+)?\w+\s*=\s*["']?(?:\d{1,4}|true|false|production|staging|development|test)["']?\s*$/;
/** A manifest whose values are secrets. */
const SECRET_MANIFEST = /["']?kind["']?\s*:\s*["']?(?:Sealed)?Secret\b/;
/** Every kind that holds a secret or tells where one is: Secret, SealedSecret, ExternalSecret, SecretStore. */
const SECRET_KIND = /["']?kind["']?\s*:\s*["']?\w*Secret\w*/;
const SECRET_YAML = /(?:^|\/)(?:secrets?|credentials)(?:\.[\w-]+)?\.(?:ya?ml|json)$/i;
const OPEN_LINE =
  /^[\s-]*["']?(?:apiVersion|kind|name|namespace|type|metadata|spec|data|stringData|encryptedData)["']?\s*:\s*["']?[\w./-]*["']?,?\s*$/;
const CONTENTS = /^\s*["']?(?:data|stringData|encryptedData|template|literals)["']?\s*:/;

/** The lines of a file without what its kind makes secret: keys, `.env` files, manifests of Secrets. Columns stay. */
export function blotSecretFiles(path: string, lines: readonly string[]): readonly string[] {
  if (KEY_FILE.test(path)) return lines.map(blot);
  if (DOTENV.test(path)) return lines.map(dotenvLine);
  return blotDocuments(path, lines, (text) => SECRET_YAML.test(path) || SECRET_KIND.test(text));
}

/** The lines of a file without the values of Secrets, which nobody is shown. Columns stay. */
export function blotSecretManifests(path: string, lines: readonly string[]): readonly string[] {
  return blotDocuments(path, lines, (text) => SECRET_MANIFEST.test(text));
}

function blotDocuments(path: string, lines: readonly string[], isSecret: (text: string) => boolean): readonly string[] {
  if (!/\.(?:ya?ml|json)\b/i.test(path)) return lines;
  return documentsOf(lines).flatMap((document) =>
    isSecret(document.join('\n')) ? secretDocument(document) : document,
  );
}

function dotenvLine(line: string): string {
  if (OPEN_SETTING.test(line) || /^\s*#[^=]*$/.test(line)) return line;
  const at = line.indexOf('=');
  return at === -1 ? blot(line) : line.slice(0, at + 1) + blot(line.slice(at + 1));
}

/** Of a YAML stream, each with the `---` that begins it. */
function documentsOf(lines: readonly string[]): readonly (readonly string[])[] {
  const documents: string[][] = [[]];
  for (const line of lines) {
    if (line.startsWith('---')) documents.push([]);
    documents.at(-1)?.push(line);
  }
  return documents;
}

/** Only names and what kind of thing it is. */
function secretDocument(lines: readonly string[]): readonly string[] {
  let contents: number | undefined;
  let scalar: number | undefined;
  return lines.map((line) => {
    if (line.trim() === '' || line.startsWith('---')) return line;
    const indent = line.length - line.trimStart().length;
    if (contents !== undefined && indent <= contents) contents = undefined;
    if (scalar !== undefined && indent <= scalar) scalar = undefined;
    if (scalar !== undefined) return blot(line);
    const isOpen = contents === undefined && OPEN_LINE.test(line);
    if (contents === undefined && CONTENTS.test(line)) contents = indent;
    if (/:\s*[|>][+-]?\d?\s*$/.test(line)) scalar = indent;
    return isOpen ? line : withoutValue(line);
  });
}

/** `KEY: value` keeps its key; any other line is a part of a value. */
function withoutValue(line: string): string {
  const key = /^[\s-]*(?:[\w.-]+|"[^"]*"|'[^']*')\s*:(?=\s|$)/.exec(line)?.[0] ?? '';
  return key + blot(line.slice(key.length));
}
