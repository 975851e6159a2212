import { blot } from '../hide-passwords.js';
import { printable } from '../printable.js';
import { truncate } from '../width.js';
import { blotHiddenCharacters } from './hidden-characters.js';
import { blotRandomStrings } from './random-strings.js';
import { isSecretName } from './secret-name.js';

const HTML_COMMENT = /<!--[\s\S]*?(?:-->|$)/g;
const SETTING = /([A-Za-z_][\w.-]*)(["'\]) ]*(?:=>|=|:|,|\|\|)\s*)("[^"]*"|'[^']*')|([A-Za-z_][\w.-]*)([=:]\s*)(\S+)/g;

/** One line of text of a report as a model may see it: without secrets, hidden characters, HTML comments; cut to so many cells. */
export function phrase(text: string, secrets: Secrets, width: number): string {
  const open = blotRandomStrings(text.replace(HTML_COMMENT, ' ')).replace(SETTING, withoutValue);
  return truncate(secrets.hideIn(blotHiddenCharacters(printable(open)).replace(/\s+/g, ' ').trim()), width);
}

function withoutValue(all: string, ...groups: readonly (string | undefined)[]): string {
  const [quotedName, quotedGap, quoted, name = quotedName ?? '', gap = quotedGap ?? '', value = quoted ?? ''] = groups;
  return isSecretName(name) ? name + gap + blot(value) : all;
}

/** The values that were found to be secret in some files, to be hidden in other texts. */
export class Secrets {
  readonly #pattern: RegExp | undefined;

  /** `open`: texts whose words are no secrets, as they name what a finding is about. */
  constructor(words: Iterable<string>, open: string) {
    const telling = [...new Set(words)].filter((word) => isTelling(word) && !open.includes(word));
    telling.sort((left, right) => right.length - left.length);
    const alternatives = telling.map((word) => word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'));
    this.#pattern = telling.length === 0 ? undefined : new RegExp(alternatives.join('|'), 'g');
  }

  hideIn(text: string): string {
    return this.#pattern === undefined ? text : text.replace(this.#pattern, blot);
  }
}

/** Neither a number nor a plain word, which may mean something else elsewhere. */
function isTelling(word: string): boolean {
  return word.length >= 6 && /[\d\W]/.test(word) && /[A-Za-z]{3}/.test(word) && !/^[\w.-]*\/[\w./-]*$/.test(word);
}
