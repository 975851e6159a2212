import type { Material } from './material.js';
import { type Quantity, quantityOf } from './quantities.js';
import { bare } from './tokens.js';

/** What was found out about the numbers of a text. */
export interface Checked {
  readonly objections: readonly string[];
  /** How many stand in the material. */
  readonly known: number;
  /** The text with `0` for each number and nothing for each line. */
  readonly rest: string;
}

const PLACE = /((?:[\w.-]+\/)*[\w-]*\.?[\w.-]*[A-Za-z]):(\d+)\b(?::\d+\b)?/g;
const LINES =
  /\blines?\s+(\d+)(?:\s*(?:-|–|to|and|,)\s*(\d+))?(?:\s+(?:of|in|at)\s+((?:[\w.-]+\/)*[\w-]*\.[\w.-]*\w))?/gi;
const MULTIPLES = /^(?:twice|thrice|half|double[sd]?|triple[sd]?|quadruple[sd]?|\w+fold|quarter)$/i;
const ORDINALS =
  'fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(
    ' ',
  );
/** Words that come between a number and what it does not count: "5 of the 16 threads". */
const ENDS_PHRASE = /[.,;:)]$|^(?:of|for|over|to|and|or|in|on|per|by|at|with|from|is|are|but|while|than|×|=|\+|−)$/i;
const NEAR = 2;

/** The numbers, amounts and line numbers of a text that do not stand in the material, in whole sentences. */
export function unknownNumbers(text: string, material: Material): Checked {
  const lines = unknownLines(text, material);
  const tokens = lines.rest.split(' ');
  const objections = [...lines.objections];
  let known = lines.known;
  const rest = tokens.map((token, at) => {
    const said = bare(token);
    const objection = objectionTo(said, tokens, at, material);
    if (objection === undefined) return token;
    if (objection !== '') objections.push(objection);
    else known += 1;
    return token.replace(said, said.replace(/^[-−+]?\w[\w,.]*?(?=-[a-z]|$)/i, '0'));
  });
  return { objections, known, rest: rest.join(' ') };
}

/** Empty for a number that stands in the material, undefined for what is no number. */
function objectionTo(said: string, tokens: readonly string[], at: number, material: Material): string | undefined {
  if (MULTIPLES.test(said)) return material.hasWord(said) ? undefined : `“${said}” is no number of the material.`;
  const ordinal = ordinalOf(said);
  if (ordinal !== undefined) return isReached(ordinal, material) ? '' : `“${said}” is no number of the material.`;
  const range = /^(\d[\d.]*)[–-](\d[\d.]*)(\D*)$/.exec(said);
  if (range !== null) {
    const [, low = '', high = '', unit = ''] = range;
    const isKnown = [low, high].every((end) => isQuantityKnown(quantityOf(end + unit, bare(tokens[at + 1])), material));
    return isKnown ? '' : `“${said}” does not stand in the material.`;
  }
  const compound = /^([\d.,]+|[a-z]+)-[a-z]+(?:-[a-z]+)*$/i.exec(said)?.[1];
  const isCompound = compound !== undefined && quantityOf(said) === undefined;
  const number = isCompound ? compound : said;
  const quantity = quantityOf(number, isCompound ? '' : bare(tokens[at + 1]));
  if (quantity === undefined) return /^[-−+]?\d/.test(said) ? nameWithDigits(said, material) : undefined;
  if (!isQuantityKnown(quantity, material)) return `“${said}” does not stand in the material.`;
  const thing = isCompound ? said.slice(number.length + 1) : thingAfter(tokens, at);
  const isSwapped = thing !== undefined && material.isOfAnother(quantity.value, thing);
  return isSwapped ? `The material does not speak of ${number} ${thing}.` : '';
}

function nameWithDigits(said: string, material: Material): string {
  return material.has(said) ? '' : `“${said}” does not stand in the material.`;
}

function isQuantityKnown(quantity: Quantity | undefined, material: Material): boolean {
  return quantity !== undefined && material.hasQuantity(quantity);
}

/** "The sixth thread" is what a pool of five has no room for. */
function isReached(ordinal: number, material: Material): boolean {
  return [ordinal, ordinal - 1].some((value) => material.hasQuantity({ value, dimension: 'count' }));
}

function ordinalOf(said: string): number | undefined {
  const digits = /^(\d+)(?:st|nd|rd|th)$/.exec(said)?.[1];
  if (digits !== undefined) return Number(digits);
  const at = ORDINALS.indexOf(said.toLowerCase());
  return at === -1 ? undefined : at + 4;
}

/** The counted thing that follows a number within its phrase, where there is one. */
function thingAfter(tokens: readonly string[], at: number): string | undefined {
  if (/[.,;:)]$/.test(tokens[at] ?? '')) return undefined;
  for (const token of tokens.slice(at + 1, at + 1 + NEAR)) {
    if (/^(?:threads?|connections?|pods?|replicas?|workers?|process(?:es)?|v?CPUs?|cores?)$/i.test(bare(token)))
      return bare(token);
    if (ENDS_PHRASE.test(token)) return undefined;
  }
  return undefined;
}

function unknownLines(text: string, material: Material): Checked {
  const objections: string[] = [];
  let known = 0;
  const look = (all: string, line: string | undefined, path: string | undefined, rest: string) => {
    if (line === undefined || material.hasLine(Number(line), path)) known += 1;
    else objections.push(`“${all}” is no place of the material.`);
    return rest;
  };
  const rest = text
    .replace(PLACE, (all: string, path: string, line: string) => look(all, line, path, path))
    .replace(LINES, (all: string, first: string, last?: string, path?: string) => {
      look(all, first, path, '');
      return look(all, last, path, path === undefined ? 'line' : `line of ${path}`);
    });
  return { objections, known, rest };
}
