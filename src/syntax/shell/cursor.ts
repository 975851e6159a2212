import { readWord, skipBalanced, type WordAt } from './word.js';

const OPERATORS = ['&&', '||', ';;&', ';;', ';&', '|&', ';', '&', '|', '(', ')', '\n'] as const;
export type Operator = (typeof OPERATORS)[number];
const REDIRECTION = /(?:\d*|\{\w+\})(?:<<-|<<<|<<|<&|>&|<>|>>|>\||&>>|&>|<|>)/y;

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
