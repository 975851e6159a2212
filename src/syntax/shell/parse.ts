import { splitAssignment } from './assignment.js';
import { Misunderstood, ShellCursor } from './cursor.js';
import type { AndOr, Assignment, Case, If, Loop, Sequence, ShellNode, ShellWord, SimpleCommand } from './program.js';
import { literalText, literalWord, skipBalanced } from './word.js';

const MAX_LENGTH = 64 * 1024;
/** Commands and blocks within each other. */
const MAX_DEPTH = 80;
const MAX_NODES = 5000;

/**
 * Parses shell source (POSIX and the bash forms that scripts of images use). Never fails: from the first thing that is
 * not understood on, the rest of the text is one opaque command. `place` maps an index of the text to the offset that
 * the tree reports.
 */
export function parseShell(text: string, place: (index: number) => number = (index) => index): ShellNode {
  if (text.length > MAX_LENGTH) return { kind: 'opaque', start: place(0), end: place(text.length) };
  return new ShellParser(new ShellCursor(text, place)).program();
}

const CLOSERS = new Set(['then', 'elif', 'else', 'fi', 'do', 'done', 'esac', '}']);

class ShellParser {
  readonly #cursor: ShellCursor;
  #depth = 0;
  #nodes = 0;

  constructor(cursor: ShellCursor) {
    this.#cursor = cursor;
  }

  program(): Sequence {
    const nodes: ShellNode[] = [];
    const { text, place } = this.#cursor;
    try {
      this.#statements(nodes);
      if (!this.#cursor.done) throw new Misunderstood();
    } catch (error) {
      if (!(error instanceof Misunderstood)) throw error;
      nodes.push({ kind: 'opaque', start: place(this.#cursor.at), end: place(text.length) });
    }
    return { kind: 'sequence', nodes };
  }

  #statements(into: ShellNode[]): void {
    if (++this.#depth > MAX_DEPTH) throw new Misunderstood();
    this.#cursor.skipNewlines();
    while (!this.#cursor.done && !this.#closes()) {
      const node = this.#andOr();
      const operator = this.#cursor.peekOperator();
      if (operator === ';' || operator === '&' || operator === '\n') this.#cursor.takeOperator(operator);
      into.push(operator === '&' ? { kind: 'background', node } : node);
      this.#cursor.skipNewlines();
      if (operator === undefined) break;
    }
    this.#depth -= 1;
  }

  #block(): Sequence {
    const nodes: ShellNode[] = [];
    this.#statements(nodes);
    return { kind: 'sequence', nodes };
  }

  #closes(): boolean {
    const operator = this.#cursor.peekOperator();
    return operator === ')' || operator?.startsWith(';;') === true || CLOSERS.has(this.#cursor.keyword() ?? '');
  }

  #andOr(): ShellNode {
    const first = this.#pipeline();
    const rest: { operator: '&&' | '||'; node: ShellNode }[] = [];
    for (;;) {
      const operator = this.#cursor.peekOperator();
      if (operator !== '&&' && operator !== '||') break;
      this.#cursor.takeOperator(operator);
      this.#cursor.skipNewlines();
      rest.push({ operator, node: this.#pipeline() });
    }
    const joined: AndOr = { kind: 'and-or', first, rest };
    return rest.length === 0 ? first : joined;
  }

  #pipeline(): ShellNode {
    const negated = this.#cursor.skipKeyword('!');
    const first = this.#command();
    const nodes = [first];
    for (;;) {
      const operator = this.#cursor.peekOperator();
      if (operator !== '|' && operator !== '|&') break;
      this.#cursor.takeOperator(operator);
      this.#cursor.skipNewlines();
      nodes.push(this.#command());
    }
    return nodes.length === 1 && !negated ? first : { kind: 'pipeline', negated, nodes };
  }

  #command(): ShellNode {
    if (++this.#nodes > MAX_NODES || ++this.#depth > MAX_DEPTH) throw new Misunderstood();
    const node = this.#compound() ?? this.#simple();
    while (node.kind !== 'simple' && this.#cursor.skipRedirection());
    this.#depth -= 1;
    return node;
  }

  #compound(): ShellNode | undefined {
    if (this.#cursor.peekOperator() === '(') return this.#parenthesised();
    switch (this.#cursor.keyword()) {
      case 'if':
        return this.#if();
      case 'while':
      case 'until':
        return this.#while();
      case 'for':
      case 'select':
        return this.#for();
      case 'case':
        return this.#case();
      case '{':
        return this.#group();
      case 'function':
        this.#cursor.expectKeyword('function');
        return this.#function();
      default:
        return this.#definesFunction() ? this.#function() : undefined;
    }
  }

  #parenthesised(): ShellNode {
    const { text, at, place } = this.#cursor;
    if (text.startsWith('((', at)) {
      this.#cursor.at = skipBalanced(text, at, '(', ')');
      return { kind: 'opaque', start: place(at), end: place(this.#cursor.at) };
    }
    this.#cursor.expectOperator('(');
    const body = this.#block();
    this.#cursor.expectOperator(')');
    return { kind: 'subshell', body };
  }

  #group(): ShellNode {
    this.#cursor.expectKeyword('{');
    const body = this.#block();
    this.#cursor.expectKeyword('}');
    return body;
  }

  #if(): If {
    const branches: { test: ShellNode; body: ShellNode }[] = [];
    this.#cursor.expectKeyword('if');
    do {
      const test = this.#block();
      this.#cursor.expectKeyword('then');
      branches.push({ test, body: this.#block() });
    } while (this.#cursor.skipKeyword('elif'));
    const otherwise = this.#cursor.skipKeyword('else') ? this.#block() : undefined;
    this.#cursor.expectKeyword('fi');
    return otherwise === undefined ? { kind: 'if', branches } : { kind: 'if', branches, otherwise };
  }

  #while(): Loop {
    const until = this.#cursor.skipKeyword('until');
    if (!until) this.#cursor.expectKeyword('while');
    const test = this.#block();
    return { kind: 'loop', until, test, body: this.#loopBody() };
  }

  #for(): Loop {
    this.#cursor.at = this.#cursor.peekWord().next;
    if (this.#cursor.peekOperator() === '(') this.#parenthesised();
    while (this.#cursor.peekOperator() === undefined && this.#cursor.keyword() !== 'do' && !this.#cursor.done)
      this.#cursor.expectWord();
    if (this.#cursor.peekOperator() === ';') this.#cursor.expectOperator(';');
    this.#cursor.skipNewlines();
    return { kind: 'loop', until: false, body: this.#loopBody() };
  }

  #loopBody(): ShellNode {
    this.#cursor.expectKeyword('do');
    const body = this.#block();
    this.#cursor.expectKeyword('done');
    return body;
  }

  #case(): Case {
    this.#cursor.expectKeyword('case');
    const subject = this.#cursor.expectWord();
    this.#cursor.skipNewlines();
    this.#cursor.expectKeyword('in');
    this.#cursor.skipNewlines();
    const branches: { patterns: readonly ShellWord[]; body: ShellNode }[] = [];
    while (!this.#cursor.skipKeyword('esac')) {
      const patterns = this.#patterns();
      branches.push({ patterns, body: this.#block() });
      const operator = this.#cursor.peekOperator();
      if (operator?.startsWith(';;') || operator === ';&') this.#cursor.takeOperator(operator);
      this.#cursor.skipNewlines();
    }
    return { kind: 'case', subject, branches };
  }

  #patterns(): readonly ShellWord[] {
    if (this.#cursor.peekOperator() === '(') this.#cursor.expectOperator('(');
    const patterns = [this.#cursor.expectWord()];
    while (this.#cursor.peekOperator() === '|') {
      this.#cursor.expectOperator('|');
      patterns.push(this.#cursor.expectWord());
    }
    this.#cursor.expectOperator(')');
    return patterns;
  }

  #definesFunction(): boolean {
    const { word, next } = this.#cursor.peekWord();
    return (
      /^[\w:.-]+$/.test(literalText(word) ?? '') && /^[ \t]*\([ \t]*\)/.test(this.#cursor.text.slice(next, next + 8))
    );
  }

  #function(): ShellNode {
    const name = literalText(this.#cursor.expectWord()) ?? '';
    if (this.#cursor.peekOperator() === '(') {
      this.#cursor.expectOperator('(');
      this.#cursor.expectOperator(')');
    }
    this.#cursor.skipNewlines();
    return { kind: 'function', name, body: this.#command() };
  }

  #simple(): SimpleCommand {
    const assignments: Assignment[] = [];
    const words: ShellWord[] = [];
    const start = this.#cursor.at;
    while (!this.#cursor.done) {
      if (this.#cursor.skipRedirection()) continue;
      if (this.#cursor.peekOperator() !== undefined) break;
      if (words.length === 0 && this.#cursor.keyword() === '[[') return this.#doubleBracket(assignments);
      const assignment = words.length === 0 ? this.#assignment() : undefined;
      if (assignment === undefined) words.push(this.#cursor.expectWord());
      else assignments.push(assignment);
    }
    if (this.#cursor.at === start) throw new Misunderstood();
    return { kind: 'simple', assignments, words };
  }

  #assignment(): Assignment | undefined {
    const { word, next } = this.#cursor.peekWord();
    const assignment = splitAssignment(word);
    if (assignment === undefined) return undefined;
    this.#cursor.at = next;
    if (this.#cursor.text[next] !== '(') return assignment;
    const { text, place } = this.#cursor;
    this.#cursor.at = skipBalanced(text, next, '(', ')');
    const array = text.slice(next, this.#cursor.at);
    const parts = [{ kind: 'opaque', text: array, quoted: false } as const];
    return { ...assignment, value: { parts, start: place(next), end: place(this.#cursor.at) } };
  }

  /** `[[ a && b < c ]]`: what are operators elsewhere are words here. */
  #doubleBracket(assignments: readonly Assignment[]): SimpleCommand {
    const words: ShellWord[] = [];
    const cursor = this.#cursor;
    for (;;) {
      cursor.skipBlanks();
      if (cursor.at >= cursor.text.length) throw new Misunderstood();
      const { word, next } = cursor.peekWord();
      const end = Math.max(next, cursor.at + 1);
      words.push(
        next > cursor.at
          ? word
          : literalWord(cursor.text.slice(cursor.at, end), cursor.place(cursor.at), cursor.place(end)),
      );
      cursor.at = end;
      if (literalText(word) === ']]') return { kind: 'simple', assignments, words };
    }
  }
}
