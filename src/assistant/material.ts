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
const FILE = /\.(?:ya?ml|rb|tf|tfvars|hcl|json|erb|toml|lock|conf|tpl|env|ru)$/;
const NEAR = 3;

interface Count {
  readonly value: number;
  readonly about: readonly string[];
}

/** What a brief says, to be asked whether something stands in it. */
export class Material {
  readonly #told: string;
  readonly #text: string;
  readonly #words: ReadonlySet<string>;
  readonly #quantities: Quantity[];
  /** A proposal gives things other numbers. */
  readonly #isChanged: boolean;
  readonly #learned = new Set<number>();
  readonly #counts: readonly Count[];
  readonly #lines: ReadonlyMap<string, ReadonlySet<number>>;

  /** `added`: other texts that may be spoken of, as those of a proposal. */
  constructor(brief: Brief, added: readonly string[] = []) {
    const sentences = [brief.title, brief.message, brief.why, ...brief.places.map(({ says }) => says), ...added];
    const names = [brief.ruleId, brief.subject, ...brief.environments, ...brief.places.map(({ path }) => path)];
    const written = brief.files.flatMap(({ lines }) => lines.map(({ text }) => text));
    const all = [...sentences, ...names, ...brief.files.map(({ path }) => path), ...written];
    this.#told = [...sentences, ...names].join('\n');
    this.#text = all.join('\n');
    this.#words = new Set(this.#text.match(/\p{L}+/gu)?.map((word) => word.toLowerCase()));
    this.#quantities = all.flatMap(quantitiesIn);
    this.#counts = [
      ...sentences.flatMap((text) => text.split(/(?<=[.,;:()])\s+/)).flatMap(countsInPhrase),
      ...brief.files.flatMap(({ lines }) => lines.flatMap(({ text }, at) => countsInLine(text, lines[at - 1]?.text))),
    ];
    this.#lines = linesOf(brief);
    this.#isChanged = added.length > 0;
  }

  /** The very same, and not as a part of a longer name. What may be a host stands in more than the text of a file. */
  has(name: string): boolean {
    return stands(name, isLikeHost(name) ? this.#told : this.#text);
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
    this.#learned.add(value);
  }

  /** Whether so many are spoken of as another thing that is counted, and not as this one: `5 threads` of `16 threads, 5 connections`. */
  isOfAnother(value: number, thing: string): boolean {
    const about = COUNTED.find(([name]) => name.test(thing))?.[1];
    if (about === undefined || this.#isChanged || this.#learned.has(value)) return false;
    const words = this.#counts.filter((count) => count.value === value).flatMap((count) => count.about);
    return words.some((word) => COUNTED.some(([, of]) => of.test(word))) && !words.some((word) => about.test(word));
  }

  /** Whether a line of that file, or of any, was shown or is a place. */
  hasLine(line: number, path?: string): boolean {
    return [...this.#lines].some(([each, lines]) => (path === undefined || isPathOf(path, each)) && lines.has(line));
  }
}

function stands(name: string, text: string): boolean {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    if (!/[\w-]/.test(text.charAt(at - 1)) && !/[\w-]/.test(text.charAt(at + name.length))) return true;
  }
  return false;
}

function isLikeHost(name: string): boolean {
  return /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:[/:]|$)/i.test(name) && !FILE.test(name);
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
function countsInPhrase(text: string): readonly Count[] {
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
