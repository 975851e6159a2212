import { type Hop, known, type Traced, unknown, via, withoutSlots } from '../../model/traced.js';
import type { Instruction } from '../../syntax/dockerfile/instruction.js';
import type { ShellWord, VariablePart } from '../../syntax/shell/program.js';
import { literalText, readWord } from '../../syntax/shell/word.js';
import type { Source } from '../../syntax/source.js';

const BLANK = /\s/;
/** A variable may contain itself twice; these keep what grows that way small. */
const MAX_LENGTH = 32 * 1024;
const MAX_HOPS = 20;

/** The build arguments and variables that a Dockerfile has declared up to one point. */
export class Variables {
  readonly #source: Source;
  readonly #args = new Map<string, Traced<string>>();
  readonly #env = new Map<string, Traced<string>>();

  constructor(source: Source) {
    this.#source = source;
  }

  get env(): readonly { readonly name: string; readonly value: Traced<string> }[] {
    return [...this.#env].map(([name, value]) => ({ name, value }));
  }

  argument(name: string): Traced<string> | undefined {
    return this.#args.get(name);
  }

  /** Build arguments end with the stage that declares them; what ENV sets stays. */
  forgetArguments(): void {
    this.#args.clear();
  }

  /** `ARG NAME=default`; without a default, the one that was declared before the first FROM, if any. */
  declareArgument(instruction: Instruction, globals?: Variables): void {
    for (const word of wordsOf(instruction)) {
      const [name = '', value] = splitPair(word);
      const inherited =
        value === undefined ? globals?.argument(name) : this.#expand(value, `default of build argument ${name}`);
      this.#args.set(name, inherited ?? unknown('outside-repository', `build argument ${name} has no default`));
    }
  }

  /** `ENV A=1 B=2` or `ENV A the rest of the line`. All values of one instruction see the variables before it. */
  declareEnvironment(instruction: Instruction): void {
    const pairs = environmentPairs(instruction).map(
      ([name, value]) => [name, this.#expand(value, this.#says(name))] as const,
    );
    for (const [name, value] of pairs) this.#env.set(name, value);
  }

  /** A word's text with the variables in it replaced. */
  expand(word: ShellWord): Traced<string> {
    return this.#expand(word, `declared in ${this.#source.path}`);
  }

  #says(name: string): string {
    return `ENV ${name} in ${this.#source.path}`;
  }

  #expand(word: ShellWord, says: string): Traced<string> {
    const location = this.#source.location(word.start, word.end);
    const text = literalText(word);
    if (text !== undefined) return known(text, { ...this.#slot(word, text), location, says });
    const hop: Hop = { location, says };
    let joined = '';
    const trail: Hop[] = [];
    for (const part of word.parts) {
      if (part.kind === 'opaque') return unknown('not-computable', part.text, [hop]);
      const value = part.kind === 'literal' ? known(part.text, hop) : this.#variable(part, hop);
      if (!value.known) return via(value, hop);
      joined += value.value;
      if (joined.length > MAX_LENGTH) return unknown('not-computable', 'a very long value', [hop]);
      if (part.kind === 'variable') trail.push(...value.trail.slice(0, MAX_HOPS - trail.length));
    }
    return known(joined, hop, ...trail);
  }

  #variable({ name, modifier }: VariablePart, hop: Hop): Traced<string> {
    const declared = this.#env.get(name) ?? this.#args.get(name);
    const value = declared && withoutSlots(declared);
    if (modifier === undefined) return value ?? unknown('outside-repository', `$${name} of the base image`);
    const alternative = this.#expand(modifier.word, hop.says);
    if (value === undefined || !value.known)
      return value ?? unknown('outside-repository', `$${name} of the base image`);
    const blank = value.value === '';
    if (modifier.operator === ':-') return blank ? withoutSlots(alternative) : value;
    return modifier.operator === '+' || (modifier.operator === ':+' && !blank) ? withoutSlots(alternative) : value;
  }

  /** Present where the text stands in the file as it is. */
  #slot(word: ShellWord, text: string): Pick<Hop, 'slot'> {
    const raw = this.#source.text.slice(word.start, word.end);
    const inset = raw === `"${text}"` || raw === `'${text}'` ? 1 : 0;
    return raw.length === text.length + 2 * inset
      ? { slot: this.#source.slot(word.start + inset, word.end - inset) }
      : {};
  }
}

/** The words of an instruction's text, with Docker's rules: only blanks end a word. */
export function wordsOf({ text, place }: Instruction): readonly ShellWord[] {
  const words: ShellWord[] = [];
  for (let at = 0; at < text.length; ) {
    const { word, next } = readWord(text, at, place, BLANK);
    if (next > at) words.push(word);
    at = Math.max(next, at + 1);
  }
  return words;
}

function environmentPairs(instruction: Instruction): readonly (readonly [string, ShellWord])[] {
  const words = wordsOf(instruction);
  const pairs = words.map(splitPair);
  if (pairs[0]?.[1] !== undefined)
    return pairs.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  const [name, first, ...more] = words;
  if (name === undefined || first === undefined) return [];
  const space = { kind: 'literal', text: ' ', quoted: false } as const;
  const parts = [...first.parts, ...more.flatMap((word) => [space, ...word.parts])];
  return [[literalText(name) ?? '', { parts, start: first.start, end: more.at(-1)?.end ?? first.end }]];
}

/** `NAME=value`, or a name alone. */
function splitPair(word: ShellWord): readonly [string, ShellWord | undefined] {
  const [first, ...rest] = word.parts;
  if (first?.kind !== 'literal') return ['', undefined];
  const equals = first.text.indexOf('=');
  if (equals === -1) return [first.text, undefined];
  const head = { ...first, text: first.text.slice(equals + 1) };
  const parts = head.text === '' && rest.length > 0 ? rest : [head, ...rest];
  return [first.text.slice(0, equals), { parts, start: word.start + equals + 1, end: word.end }];
}
