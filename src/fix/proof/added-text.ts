import type { Hunk } from './changed-lines.js';
import { NEVER_CHANGED, NEVER_WRITTEN } from './forbidden-words.js';
import { wordsIn } from './vocabulary.js';

/** Characters. Nobody reads longer lines to their end. */
const MAX_LINE = 200;
const ERB_OUTPUT = /<%=[^%]*?-?%>/g;
const MARKUP = /<[!/a-zA-Z%]|\]\(/;
const COMMENT = /(?:^|\s)(?:#|\/\/|\/\*).*$|<%#.*?%>|\{\{.*?\}\}/;
/** What begins another command, statement, document or block of text; escapes, tags and format strings. */
const OPERATORS = /;|\||&(?!\w)|&&|`|\$[({]|\\|(?<![-=])>|[%#!]\{|%[xwWqQ(]|!!|!(?=\w)|<<(?!:)|^(?:---|\.\.\.)|^=/g;
/** As long as keys and tokens are, and no word; or as they begin. */
const SECRET_LIKE = /(?=[\w+/=-]*\d)(?=[\w+/=-]*[A-Za-z])[\w+/=-]{20,}|AKIA[0-9A-Z]{8}|-----BEGIN|xox[bp]-|gh[pousr]_/;
const SECRET_NAME = /(?:passw(?:or)?d|secret|token|api_?key|private_?key|credential)\w*["']?\s*[:=]\s*["']?[^\s"'<$]/i;

/** What is wrong with the lines that a proposal changes, before anybody asks what they do. */
export function addedTextReasons(hunk: Hunk, vocabulary: ReadonlySet<string>): readonly string[] {
  const { path, line } = hunk;
  const [old, fresh] = [hunk.removed.join(''), hunk.added.join('')];
  const guarded = wordsIn(old + fresh).find((word) => NEVER_CHANGED.has(word));
  const lostComment = fresh !== '' && linesIn(old).some((each) => !fresh.includes(commentOf(each)));
  return [
    ...(guarded === undefined ? [] : [`${path} line ${line} is about "${guarded}", which is not for a patch.`]),
    ...(lostComment ? [`${path} line ${line} takes a comment away: keep it.`] : []),
    ...linesIn(fresh).flatMap((text, index) => {
      const reason = textReason(text, old) ?? codeReason(text, old, path) ?? wordReason(text, old, vocabulary);
      return reason === undefined ? [] : [`${path} line ${line + index} ${reason}`];
    }),
  ];
}

/** Without their line breaks. */
function linesIn(text: string): readonly string[] {
  return text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/);
}

/** What people cannot see, or should not be told. */
function textReason(line: string, removed: string): string | undefined {
  if (line.length > MAX_LINE) return `is longer than ${MAX_LINE} characters.`;
  const before = removed.replace(/\r?\n/g, '');
  const isStrange = [...line].some((each) => (each < ' ' || each > '~') && !before.includes(each));
  if (isStrange) return 'has a character that is hidden or of another alphabet.';
  if (/plumbline/i.test(line)) return 'speaks to Plumbline: what it obeys is not for a patch.';
  if (!removed.includes(commentOf(line))) return 'has a comment or a template: write none.';
  if (line.includes('://')) return 'has a URL: addresses are not for a patch.';
  return MARKUP.test(line.replace(ERB_OUTPUT, '')) ? 'has markup.' : undefined;
}

/** Empty where there is none. */
function commentOf(line: string): string {
  return COMMENT.exec(line)?.[0].trim() ?? '';
}

function codeReason(line: string, removed: string, path: string): string | undefined {
  const isNew = (text: string): boolean => !removed.includes(text);
  const operator = [...line.replace(/-?%>/g, '').matchAll(OPERATORS)].find(([each]) => isNew(each));
  if (operator !== undefined) return 'has a character that starts a command, a statement or a block of text.';
  if (line.includes('ENV[') && isNew('ENV['))
    return 'reads a variable that may be unset: use ENV.fetch with a default.';
  if (opensMapping(line, path) && !opensMapping(removed, path)) return 'has several settings: write one per line.';
  if (SECRET_LIKE.test(line) && isNew(SECRET_LIKE.exec(line)?.[0] ?? '')) return 'has what looks like a secret.';
  const value = SECRET_NAME.exec(line)?.[0];
  if (value !== undefined && isNew(value)) return 'gives a secret a value: refer to the object that has it.';
  return undefined;
}

/** A line of a manifest or of Terraform that holds a mapping; Ruby's blocks, also within ERB, are none. */
function opensMapping(text: string, path: string): boolean {
  return !path.endsWith('.rb') && /\{(?!\s*$)/m.test(text.replace(/\)\s*\{[^{}]*\}/g, ''));
}

function wordReason(line: string, removed: string, vocabulary: ReadonlySet<string>): string | undefined {
  const before = new Set(wordsIn(removed));
  const fresh = wordsIn(line).filter((word) => !before.has(word));
  const forbidden = fresh.find((word) => NEVER_WRITTEN.has(word));
  if (forbidden !== undefined) return `writes "${forbidden}": what runs is not for a patch.`;
  return fresh.every((word) => vocabulary.has(word))
    ? undefined
    : 'has a word that stands in none of the files, and names no setting and nothing that is deployed.';
}
