import type { ShellWord } from './program.js';
import { readWord, skipBalanced, type WordAt } from './word.js';

const OPERATORS = ['&&', '||', ';;&', ';;', ';&', '|&', ';', '&', '|', '(', ')', '\n'] as const;
type Operator = (typeof OPERATORS)[number];
const REDIRECTION = /(?:\d*|\{\w+\})(?:<<-|<<<|<<|<&|>&|<>|>>|>\||&>>|&>|<|>)/y;

/** Something else stands there than the grammar wants: from there on the source is opaque. */
export class Misunderstood extends Error {}

/** Walks shell source between words: blanks, comments, redirections and here-documents are skipped here. */
export class ShellCursor {
  readonly text: string;
  readonly place: (index: number) => number;
  at = 0;
  /** Delimiters of here-documents whose bodies begin after the current line. */
  #pendingBodies: string[] = [];

  constructor(text: string, place: (index: number) => number) {
    this.text = text;
    this.place = place;
  }

  get done(): boolean {
    this.skipBlanks();
    return this.at >= this.text.length;
  }

  /** Blanks, escaped newlines and a comment, not newlines. */
  skipBlanks(): void {
    for (;;) {
      const char = this.text[this.at];
      if (char === ' ' || char === '\t' || char === '\r') this.at += 1;
      else if (char === '\\' && this.text[this.at + 1] === '\n') this.at += 2;
      else if (char === '#') this.at = this.#lineEnd();
      else return;
    }
  }

  skipNewlines(): void {
    while (this.peekOperator() === '\n') this.takeOperator('\n');
  }

  peekOperator(): Operator | undefined {
    this.skipBlanks();
    if (this.text.startsWith('&>', this.at)) return undefined;
    return OPERATORS.find((operator) => this.text.startsWith(operator, this.at));
  }

  takeOperator(operator: Operator): void {
    this.at += operator.length;
    if (operator === '\n') this.#skipBodies();
  }

  /** The next word without consuming it. */
  peekWord(): WordAt {
    this.skipBlanks();
    return readWord(this.text, this.at, this.place);
  }

  expectWord(): ShellWord {
    const { word, next } = this.peekWord();
    if (next === this.at) throw new Misunderstood();
    this.at = next;
    return word;
  }

  expectOperator(operator: Operator): void {
    if (this.peekOperator() !== operator) throw new Misunderstood();
    this.takeOperator(operator);
  }

  /** The next word when it is bare: reserved words lose their meaning in quotes. */
  keyword(): string | undefined {
    const [part, more] = this.peekWord().word.parts;
    return part?.kind === 'literal' && !part.quoted && more === undefined ? part.text : undefined;
  }

  /** True when this keyword stood here and was skipped. */
  skipKeyword(expected: string): boolean {
    if (this.keyword() !== expected) return false;
    this.at = this.peekWord().next;
    return true;
  }

  expectKeyword(expected: string): void {
    if (!this.skipKeyword(expected)) throw new Misunderstood();
  }

  /** True when a redirection stood here and was skipped. */
  skipRedirection(): boolean {
    this.skipBlanks();
    REDIRECTION.lastIndex = this.at;
    const operator = REDIRECTION.exec(this.text)?.[0];
    if (operator === undefined) return false;
    if (/[<>]$/.test(operator) && this.text[this.at + operator.length] === '(') {
      this.at = skipBalanced(this.text, this.at + operator.length, '(', ')');
      return true;
    }
    this.at += operator.length;
    const target = this.peekWord();
    if (/<<-?$/.test(operator)) this.#pendingBodies.push(this.text.slice(this.at, target.next).replace(/['"\\]/g, ''));
    this.at = target.next;
    return true;
  }

  #skipBodies(): void {
    for (const delimiter of this.#pendingBodies) {
      while (this.at < this.text.length) {
        const end = this.#lineEnd();
        const line = this.text.slice(this.at, end).trim();
        this.at = Math.min(end + 1, this.text.length);
        if (line === delimiter) break;
      }
    }
    this.#pendingBodies = [];
  }

  #lineEnd(): number {
    const end = this.text.indexOf('\n', this.at);
    return end === -1 ? this.text.length : end;
  }
}
