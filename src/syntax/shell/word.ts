import {
  type LiteralPart,
  MODIFIER_OPERATORS,
  type ModifierOperator,
  type ShellWord,
  type VariablePart,
  type WordPart,
} from './program.js';

/** A word that is exactly this text, as an element of an exec-form command is. */
export function literalWord(text: string, start = 0, end = start): ShellWord {
  return { parts: [{ kind: 'literal', text, quoted: true }], start, end };
}

/** The word's text when no variable decides it. */
export function literalText(word: ShellWord | undefined): string | undefined {
  if (word === undefined) return undefined;
  let text = '';
  for (const part of word.parts) {
    if (part.kind !== 'literal') return undefined;
    text += part.text;
  }
  return text;
}

/** The word as shell source that means the same to a nested shell, and as people would type it. */
export function formatWord(word: ShellWord): string {
  return word.parts.map(formatPart).join('');
}

function formatPart(part: WordPart): string {
  if (part.kind !== 'variable') return part.text;
  const { name, modifier } = part;
  if (modifier !== undefined) return `\${${name}${modifier.operator}${formatWord(modifier.word)}}`;
  return /^[A-Za-z_]/.test(name) ? `\${${name}}` : `$${name}`;
}

const WORD_END = /[\s;&|()<>]/;
const NAME = /[A-Za-z_]\w*|[0-9]+|[@*#?$!-]/y;
const LITERAL_RUN = /[^\s;&|()<>\\'"$`]+/y;
const QUOTED_RUN = /[^"\\$`]+/y;
const MAX_DEPTH = 24;

/** Reads the word at `start`; it ends at an unquoted blank or operator, and is empty when one stands there. */
export function readWord(text: string, start: number, place: (index: number) => number, end = WORD_END): WordAt {
  const reader = new WordReader(text, start, place, 0);
  reader.readUntil(end);
  return reader.finish(start);
}

/** A word and the index after it in the text being read (not an offset after `place`). */
export interface WordAt {
  readonly word: ShellWord;
  readonly next: number;
}

class WordReader {
  readonly #text: string;
  readonly #place: (index: number) => number;
  readonly #depth: number;
  readonly #parts: WordPart[] = [];
  #at: number;

  constructor(text: string, at: number, place: (index: number) => number, depth: number) {
    this.#text = text;
    this.#at = at;
    this.#place = place;
    this.#depth = depth;
  }

  finish(start: number): WordAt {
    return {
      word: { parts: joinLiterals(this.#parts), start: this.#place(start), end: this.#place(this.#at) },
      next: this.#at,
    };
  }

  readUntil(end: RegExp): void {
    while (this.#at < this.#text.length) {
      const char = this.#text.charAt(this.#at);
      if (end.test(char)) return;
      if (char === '"') this.#doubleQuoted();
      else this.#piece(char, false);
    }
  }

  /** `'…'`, `$…`, a backtick, an escape or a run of plain characters. */
  #piece(char: string, quoted: boolean): void {
    if (char === "'" && !quoted) this.#singleQuoted();
    else if (char === '$') this.#dollar(quoted);
    else if (char === '`') this.#backtick(quoted);
    else if (char === '\\') this.#escape(quoted);
    else this.#literal(this.#match(quoted ? QUOTED_RUN : LITERAL_RUN) ?? this.#take(1), quoted);
  }

  #singleQuoted(): void {
    const close = this.#text.indexOf("'", this.#at + 1);
    const end = close === -1 ? this.#text.length : close;
    this.#literal(this.#text.slice(this.#at + 1, end), true);
    this.#at = Math.min(end + 1, this.#text.length);
  }

  #doubleQuoted(): void {
    this.#at += 1;
    this.#literal('', true);
    while (this.#at < this.#text.length) {
      const char = this.#text.charAt(this.#at);
      if (char === '"') break;
      this.#piece(char, true);
    }
    this.#at = Math.min(this.#at + 1, this.#text.length);
  }

  #escape(quoted: boolean): void {
    const next = this.#text.charAt(this.#at + 1);
    this.#at = Math.min(this.#at + 2, this.#text.length);
    if (next === '\n') return;
    this.#literal(quoted && !'$`"\\'.includes(next) ? `\\${next}` : next, true);
  }

  #backtick(quoted: boolean): void {
    const start = this.#at;
    let end = start + 1;
    while (end < this.#text.length && this.#text[end] !== '`') end += this.#text[end] === '\\' ? 2 : 1;
    this.#at = Math.min(end + 1, this.#text.length);
    this.#opaque(start, quoted);
  }

  #dollar(quoted: boolean): void {
    const start = this.#at;
    const next = this.#text.charAt(start + 1);
    if (next === '(') {
      this.#at = skipBalanced(this.#text, start + 1, '(', ')');
      this.#opaque(start, quoted);
    } else if (next === '{') {
      this.#at = skipBalanced(this.#text, start + 1, '{', '}');
      this.#parts.push(this.#braced(start, quoted));
    } else if (next === "'" && !quoted) {
      this.#at += 1;
      this.#singleQuoted();
      if (this.#text.slice(start, this.#at).includes('\\')) {
        this.#parts.pop();
        this.#opaque(start, true);
      }
    } else {
      this.#at += 1;
      const name = this.#name();
      if (name === undefined) this.#literal('$', quoted);
      else this.#parts.push({ kind: 'variable', name, quoted });
    }
  }

  /** In `$12` only the 1 is the name. */
  #name(): string | undefined {
    const name = this.#match(NAME);
    if (name === undefined || !/^\d\d/.test(name)) return name;
    this.#at -= name.length - 1;
    return name.charAt(0);
  }

  #braced(start: number, quoted: boolean): WordPart {
    const opaque: WordPart = { kind: 'opaque', text: this.#text.slice(start, this.#at), quoted };
    const close = this.#at - 1;
    if (this.#text[close] !== '}' || this.#depth >= MAX_DEPTH) return opaque;
    NAME.lastIndex = start + 2;
    const name = NAME.exec(this.#text)?.[0];
    if (name === undefined) return opaque;
    const after = start + 2 + name.length;
    if (after === close) return { kind: 'variable', name, quoted };
    const operator = MODIFIER_OPERATORS.find((candidate) => this.#text.startsWith(candidate, after));
    if (operator === undefined) return opaque;
    return this.#modified(name, operator, after + operator.length, close, quoted);
  }

  #modified(name: string, operator: ModifierOperator, start: number, close: number, quoted: boolean): VariablePart {
    const inner = new WordReader(this.#text.slice(0, close), start, this.#place, this.#depth + 1);
    return { kind: 'variable', name, modifier: { operator, word: inner.#wholeText(start, quoted) }, quoted };
  }

  /** All of the text as one word: blanks inside `${X:-a b}` do not end it. */
  #wholeText(start: number, quoted: boolean): ShellWord {
    while (this.#at < this.#text.length) {
      const char = this.#text.charAt(this.#at);
      if (char === '"') this.#doubleQuoted();
      else this.#piece(char, quoted);
    }
    return this.finish(start).word;
  }

  #literal(text: string, quoted: boolean): void {
    this.#parts.push({ kind: 'literal', text, quoted });
  }

  #opaque(start: number, quoted: boolean): void {
    this.#parts.push({ kind: 'opaque', text: this.#text.slice(start, this.#at), quoted });
  }

  #take(length: number): string {
    this.#at += length;
    return this.#text.slice(this.#at - length, this.#at);
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }
}

/** The index after the bracket that closes the one at `start`, or the end of the text. Quotes and escapes are skipped. */
export function skipBalanced(text: string, start: number, open: string, close: string): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const char = text[at];
    if (char === '\\') at += 1;
    else if (char === "'" && open === '(') at = endOfQuote(text, at, "'");
    else if (char === '"') at = endOfQuote(text, at, '"');
    else if (char === open) depth += 1;
    else if (char === close && --depth === 0) return at + 1;
  }
  return text.length;
}

function endOfQuote(text: string, start: number, quote: string): number {
  let at = start + 1;
  while (at < text.length && text[at] !== quote) at += text[at] === '\\' && quote === '"' ? 2 : 1;
  return at;
}

/** Neighbouring literals of the same quoting become one; the empty ones that quotes leave behind go, unless alone. */
function joinLiterals(parts: readonly WordPart[]): readonly WordPart[] {
  const joined: WordPart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (part.kind === 'literal' && last?.kind === 'literal' && (last.quoted === part.quoted || last.text === '')) {
      joined[joined.length - 1] = mergeLiterals(last, part);
    } else if (part.kind !== 'literal' || part.text !== '' || joined.length === 0) joined.push(part);
  }
  const [first, second] = joined;
  return first?.kind === 'literal' && first.text === '' && second !== undefined ? joined.slice(1) : joined;
}

function mergeLiterals(left: LiteralPart, right: LiteralPart): LiteralPart {
  return { kind: 'literal', text: left.text + right.text, quoted: left.quoted || right.quoted };
}
