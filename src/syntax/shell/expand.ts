import type { ShellWord, VariablePart, WordPart } from './program.js';
import { literalText, literalWord } from './word.js';

/** What the program knows of a variable at one moment: its value in terms of the environment that it was started with. */
export interface Bindings {
  /** Undefined for a variable that the program has not touched. */
  value(name: string): ShellWord | undefined;
  /** The arguments that the program was started with, when known. */
  readonly args: readonly ShellWord[] | undefined;
}

const MAX_PARTS = 200;

/** The word with every variable of the program replaced, so that what is left refers to the initial environment. */
export function expandWord(word: ShellWord, bindings: Bindings): ShellWord {
  const parts = word.parts.flatMap((part) => (part.kind === 'variable' ? expandVariable(part, bindings) : [part]));
  return parts.length > MAX_PARTS ? opaqueWord(word, 'too long') : { ...word, parts };
}

/** A command's words: `"$@"` becomes the arguments, and unquoted values are split at blanks. */
export function expandWords(words: readonly ShellWord[], bindings: Bindings): readonly ShellWord[] {
  return words.flatMap((word) => {
    const [part, more] = word.parts;
    const all = part?.kind === 'variable' && (part.name === '@' || part.name === '*') && part.modifier === undefined;
    if (all && more === undefined && bindings.args !== undefined) return bindings.args;
    return splitFields(word, bindings);
  });
}

export function opaqueWord(word: ShellWord, text: string): ShellWord {
  return { ...word, parts: [{ kind: 'opaque', text: text.slice(0, 200), quoted: false }] };
}

function expandVariable(part: VariablePart, bindings: Bindings): readonly WordPart[] {
  const value = /^\w|[@*#]/.test(part.name) ? (argument(part.name, bindings) ?? bindings.value(part.name)) : undefined;
  const { modifier } = part;
  const alternative = modifier && expandWord(modifier.word, bindings);
  if (value === undefined) {
    return [modifier && alternative ? { ...part, modifier: { ...modifier, word: alternative } } : part];
  }
  const parts = value.parts.map((each) => ({ ...each, quoted: part.quoted }));
  if (modifier === undefined || alternative === undefined) return parts;
  return combine(part, value, parts, modifier.operator, alternative);
}

/** `${A:-x}` where the program has already given A a value. */
function combine(
  part: VariablePart,
  value: ShellWord,
  parts: readonly WordPart[],
  operator: string,
  alternative: ShellWord,
): readonly WordPart[] {
  const text = literalText(value);
  const usesAlternative = operator.endsWith('+') ? text !== '' : text === '' && operator.startsWith(':');
  const [only, more] = value.parts;
  if (text !== undefined) return usesAlternative ? alternative.parts : operator.endsWith('+') ? [] : parts;
  if (only?.kind === 'variable' && more === undefined && /^:?[-=]$/.test(operator)) {
    if (only.modifier === undefined && operator.startsWith(':')) {
      return [{ ...only, modifier: { operator: ':-', word: alternative }, quoted: part.quoted }];
    }
    if (only.modifier?.operator === ':-' && literalText(only.modifier.word)) return parts;
  }
  return [{ kind: 'opaque', text: `\${${part.name}${operator}…}`, quoted: part.quoted }];
}

function argument(name: string, { args }: Bindings): ShellWord | undefined {
  if (args === undefined) return undefined;
  if (name === '#') return literalWord(String(args.length));
  if (/^[1-9]$/.test(name)) return args[Number(name) - 1] ?? literalWord('');
  if (name !== '@' && name !== '*') return undefined;
  const space: WordPart = { kind: 'literal', text: ' ', quoted: false };
  const parts = args.flatMap(({ parts }, index) => {
    const unquoted = parts.map((part) => ({ ...part, quoted: false }));
    return index === 0 ? unquoted : [space, ...unquoted];
  });
  return { parts, start: 0, end: 0 };
}

function splitFields(word: ShellWord, bindings: Bindings): readonly ShellWord[] {
  const fields: WordPart[][] = [[]];
  const expanded = expandWord(word, bindings);
  for (const part of expanded.parts) {
    if (part.kind !== 'literal' || part.quoted) {
      fields.at(-1)?.push(part);
      continue;
    }
    part.text.split(/\s+/).forEach((text, index) => {
      if (index > 0) fields.push([]);
      if (text !== '') fields.at(-1)?.push({ ...part, text });
    });
  }
  return fields.filter((parts) => parts.length > 0).map((parts) => ({ ...expanded, parts }));
}
