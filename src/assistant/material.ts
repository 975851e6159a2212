import type { Brief } from '../reporters/brief/brief.js';
import { isSame, type Quantity, quantityOf } from './quantities.js';

/** Things that are counted, and the words of settings and sentences that are about them. */
const COUNTED: readonly (readonly [RegExp, RegExp])[] = [
  [/^threads?$/i, /thread|concurren/i],
  [/^connections?$/i, /connection|pool/i],
  [/^(?:pods?|replicas?)$/i, /pod|replica/i],
  [/^(?:workers?|processes|process)$/i, /worker|process|concurren/i],
  [/^(?:CPUs?|cores?)$/i, /cpu|core/i],
];
const NUMBERS = /(?<![\w.])[-−]?\d[\d,_]*(?:\.\d+)*(?:[A-Za-z]{1,3}|%)?(?![\w])/g;
const NEAR = 3;

interface Count {
  readonly value: number;
  readonly about: readonly string[];
}

/** What a brief says, to be asked whether something stands in it. */
export class Material {
  readonly #text: string;
  readonly #words: ReadonlySet<string>;
  readonly #quantities: Quantity[];
  readonly #counts: readonly Count[];
  readonly #lines: ReadonlyMap<string, ReadonlySet<number>>;

  /** `added`: other texts that may be spoken of, as those of a proposal. */
  constructor(brief: Brief, added: readonly string[] = []) {
    const sentences = [brief.title, brief.message, brief.why, ...brief.places.map(({ says }) => says), ...added];
    const names = [brief.ruleId, brief.subject, ...brief.environments, ...brief.places.map(({ path }) => path)];
    const written = brief.files.flatMap(({ lines }) => lines.map(({ text }) => text));
    const all = [...sentences, ...names, ...brief.files.map(({ path }) => path), ...written];
    this.#text = all.join('\n');
    this.#words = new Set(this.#text.match(/\p{L}+/gu)?.map((word) => word.toLowerCase()));
    this.#quantities = all.flatMap(quantitiesIn);
    this.#counts = [
      ...sentences.flatMap(countsInSentence),
      ...brief.files.flatMap(({ lines }) => lines.flatMap(({ text }, at) => countsInLine(text, lines[at - 1]?.text))),
    ];
    this.#lines = linesOf(brief);
  }

  /** The very same, and not as a part of a longer name. */
  has(name: string): boolean {
    for (let at = this.#text.indexOf(name); at !== -1; at = this.#text.indexOf(name, at + 1)) {
      if (!/[\w-]/.test(this.#text.charAt(at - 1)) && !/[\w-]/.test(this.#text.charAt(at + name.length))) return true;
    }
    return false;
  }

  /** In any spelling of its letters, also as a part of a name: `threads` of `RAILS_MAX_THREADS`. */
  hasWord(word: string): boolean {
    return this.#words.has(word.toLowerCase());
  }

  hasQuantity(said: Quantity): boolean {
    return this.#quantities.some((known) => isSame(said, known));
  }

  /** From now on the result of a calculation that was checked may be spoken of. */
  learn(value: number): void {
    this.#quantities.push({ value, dimension: 'count' });
  }

  /** Whether so many of a thing are spoken of, as `16 threads`; true for what is not counted here. */
  hasCount(value: number, thing: string): boolean {
    const about = COUNTED.find(([name]) => name.test(thing))?.[1];
    if (about === undefined) return true;
    return this.#counts.some((count) => count.value === value && count.about.some((word) => about.test(word)));
  }

  /** Whether a line of that file, or of any, was shown or is a place. */
  hasLine(line: number, path?: string): boolean {
    return [...this.#lines].some(([each, lines]) => (path === undefined || isPathOf(path, each)) && lines.has(line));
  }
}

function quantitiesIn(text: string): readonly Quantity[] {
  const tokens = text.match(/[^\s"'(),;]+/g) ?? [];
  const words = tokens.flatMap((token, at) =>
    /^[a-z-]+$/i.test(token) ? (quantityOf(token, tokens[at + 1]) ?? []) : [],
  );
  const numbers = [...text.matchAll(NUMBERS)].flatMap(({ 0: number, index }) => {
    const following = /^\s*([A-Za-z%]+)/.exec(text.slice(index + number.length, index + number.length + 20))?.[1];
    return quantityOf(number.replace(/,$/, ''), following) ?? [];
  });
  return [...words, ...numbers];
}

/** Each number with the words near it, up to the next number. */
function countsInSentence(text: string): readonly Count[] {
  const tokens = text.match(/[\p{L}\p{N}_.]+/gu)?.map((token) => token.replace(/\.$/, '')) ?? [];
  return tokens.flatMap((token, at) => {
    const value = quantityOf(token)?.value;
    if (value === undefined) return [];
    const isWord = (near: string) => quantityOf(near) === undefined;
    const before = tokens.slice(Math.max(0, at - NEAR), at).reverse();
    const after = tokens.slice(at + 1, at + 1 + NEAR);
    return [{ value, about: [...upToNumber(before, isWord), ...upToNumber(after, isWord)] }];
  });
}

function upToNumber(tokens: readonly string[], isWord: (token: string) => boolean): readonly string[] {
  const end = tokens.findIndex((token) => !isWord(token));
  return end === -1 ? tokens : tokens.slice(0, end);
}

/** All numbers of a line are about all that it names; a `value:` also about what the line before it names. */
function countsInLine(line: string, before = ''): readonly Count[] {
  const about = [line, /^\s*["']?value\b/.test(line) ? before : ''];
  return quantitiesIn(line).map(({ value }) => ({ value, about }));
}

function linesOf(brief: Brief): ReadonlyMap<string, ReadonlySet<number>> {
  const lines = new Map<string, Set<number>>();
  const add = (path: string, line: number) => lines.set(path, (lines.get(path) ?? new Set()).add(line));
  for (const { path, line } of brief.places) add(path, line);
  for (const file of brief.files) for (const { number } of file.lines) add(file.path, number);
  return lines;
}

function isPathOf(said: string, path: string): boolean {
  return path === said || path.endsWith(`/${said}`);
}
