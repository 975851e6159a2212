import { parseArgs } from 'node:util';
import { didYouMean } from './did-you-mean.js';

/** One option of a command: how it is parsed and what `--help` says. */
export interface Option {
  readonly name: string;
  readonly short?: string;
  /** The value's name in the help, as `FILE`; absent for a switch. */
  readonly value?: string;
  /** The only values it takes. */
  readonly choices?: readonly string[];
  readonly repeatable?: boolean;
  readonly says: string;
}

/** What was typed, after it was found to be right. */
export class Arguments {
  readonly positionals: readonly string[];
  readonly #values: ReadonlyMap<string, readonly string[]>;

  constructor(positionals: readonly string[], values: ReadonlyMap<string, readonly string[]>) {
    this.positionals = positionals;
    this.#values = values;
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  /** The value; the last one when it was given several times. */
  one(name: string): string | undefined {
    return this.#values.get(name)?.at(-1);
  }

  all(name: string): readonly string[] {
    return this.#values.get(name) ?? [];
  }
}

export type ParsedArguments =
  | { readonly ok: true; readonly arguments: Arguments }
  | { readonly ok: false; readonly problem: string };

/** Parses what follows the command's name. The problem is a sentence, with what would be right. */
export function parseArguments(args: readonly string[], options: readonly Option[]): ParsedArguments {
  const { tokens, positionals } = parseArgs({
    args: [...args],
    options: Object.fromEntries(options.map(parserOption)),
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const values = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const option = options.find(({ name }) => name === token.name);
    const problem = option === undefined ? unknownOption(token.rawName, options) : wrongValue(option, token);
    if (problem !== undefined) return { ok: false, problem };
    values.set(token.name, [...(values.get(token.name) ?? []), token.value ?? '']);
  }
  return { ok: true, arguments: new Arguments(positionals, values) };
}

type ParserOption = { type: 'string' | 'boolean'; multiple: boolean; short?: string };

function parserOption({ name, short, value }: Option): readonly [string, ParserOption] {
  const type = value === undefined ? 'boolean' : 'string';
  return [name, { type, multiple: true, ...(short === undefined ? {} : { short }) }];
}

function unknownOption(rawName: string, options: readonly Option[]): string {
  const names = options.map(({ name }) => name);
  return `There is no option ${rawName}.${didYouMean(rawName.replace(/^-+/, ''), names, '--')}`;
}

interface OptionToken {
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

function wrongValue(option: Option, { rawName, value, inlineValue }: OptionToken): string | undefined {
  if (option.value === undefined) {
    return value === undefined ? undefined : `${rawName} is a switch and takes no value.`;
  }
  if (value === undefined || value === '') return `${rawName} needs a value: ${rawName} ${option.value}.`;
  if (!inlineValue && /^-./.test(value)) {
    return `${rawName} needs a value, and ${value} looks like the next option. If it is the value, write ${rawName}=${value}.`;
  }
  if (option.choices !== undefined && !option.choices.includes(value)) {
    return `${rawName} cannot be ${JSON.stringify(value)}: it is one of ${option.choices.join(', ')}.${didYouMean(value, option.choices)}`;
  }
  return undefined;
}
