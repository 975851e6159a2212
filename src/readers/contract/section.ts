import type { Location } from '../../model/location.js';
import { type Known, known, type Slot } from '../../model/traced.js';
import { closestWord } from '../../syntax/closest-word.js';
import type { SyntaxProblem } from '../../syntax/problem.js';
import { parseBytes, parseMillicores, suggestQuantity } from '../../syntax/quantity.js';
import type { Source } from '../../syntax/source.js';
import { lookupEntry, mergedEntries, shadowedEntries } from '../../syntax/yaml/lookup.js';
import type { YamlMapping, YamlNode, YamlScalar } from '../../syntax/yaml/node.js';
import { slotOf } from '../../syntax/yaml/slots.js';

interface Form<T> {
  /** Completes "… must be": `a whole number`. */
  readonly expected: string;
  readonly slotFormat?: Slot['format'];
  read(scalar: YamlScalar): T | undefined;
  /** What would be right in its place, when that can be guessed. */
  readonly instead?: (text: string) => string | undefined;
}

/** One mapping of the contract. Each question names a key; `finish` reports the keys that nobody asked for. */
export class Section {
  readonly #source: Source;
  readonly #mapping: YamlMapping;
  /** Where the mapping stands in the contract: "" or `compute.resources.`. */
  readonly #prefix: string;
  readonly #problems: SyntaxProblem[];
  readonly #asked = new Set<string>();

  constructor(source: Source, mapping: YamlMapping, prefix: string, problems: SyntaxProblem[]) {
    this.#source = source;
    this.#mapping = mapping;
    this.#prefix = prefix;
    this.#problems = problems;
  }

  /** Its first key. */
  get at(): Location {
    return this.#mapping.entries[0]?.key.at ?? this.#mapping.at;
  }

  /** Its keys, for sections whose keys are names that people choose. */
  get names(): readonly string[] {
    return mergedEntries(this.#mapping).map(({ key }) => key.text);
  }

  /** The section below `key`, read by `read`; undefined when it is left out. */
  section<T>(key: string, read: (section: Section) => T): T | undefined {
    const node = this.node(key);
    if (node === undefined) return undefined;
    if (node.kind !== 'mapping') return this.#refuse(key, node, 'a mapping of keys and values');
    const section = new Section(this.#source, node, `${this.#prefix}${key}.`, this.#problems);
    const result = read(section);
    section.finish();
    return result;
  }

  text(key: string): Known<string> | undefined {
    return this.#scalar(key, {
      expected: 'text',
      read: ({ value }) => (typeof value === 'string' ? value : undefined),
    });
  }

  /** Text that may look like a number: a version, the default of a variable. */
  anyScalar(key: string): Known<string> | undefined {
    return this.#scalar(key, { expected: 'text', read: ({ text }) => text });
  }

  matching(key: string, pattern: RegExp, expected: string): Known<string> | undefined {
    return this.#scalar(key, {
      expected,
      read: ({ value }) => (typeof value === 'string' && pattern.test(value) ? value : undefined),
    });
  }

  oneOf<const W extends string>(key: string, words: readonly W[]): W | undefined {
    const choice = this.#scalar(key, {
      expected: `one of ${words.join(', ')}`,
      read: ({ text }) => words.find((word) => word === text),
      instead: (text) => closestWord(text, words),
    });
    return choice?.value;
  }

  flag(key: string): boolean | undefined {
    return this.#scalar(key, {
      expected: 'true or false',
      read: ({ value }) => (typeof value === 'boolean' ? value : undefined),
    })?.value;
  }

  wholeNumber(key: string, least: number): Known<number> | undefined {
    return this.#scalar(key, {
      expected: `a whole number of at least ${least}`,
      read: ({ value }) =>
        typeof value === 'number' && Number.isSafeInteger(value) && value >= least ? value : undefined,
    });
  }

  /** A memory quantity, in bytes. */
  memory(key: string): Known<number> | undefined {
    return this.#scalar(key, {
      expected: 'a memory quantity such as 512Mi',
      slotFormat: 'memory',
      read: ({ value, text }) => {
        const bytes = typeof value === 'boolean' ? undefined : parseBytes(text);
        return bytes !== undefined && Number.isSafeInteger(bytes) && bytes > 0 ? bytes : undefined;
      },
      instead: (text) => (/^[0-9.]+m$/.test(text) ? text.replace('m', 'Mi') : suggestQuantity(text)),
    });
  }

  /** A CPU quantity, in millicores. */
  cpu(key: string): Known<number> | undefined {
    return this.#scalar(key, {
      expected: 'a CPU quantity such as 500m',
      read: ({ value, text }) => {
        const millicores = typeof value === 'boolean' ? undefined : parseMillicores(text);
        return millicores !== undefined && millicores > 0 ? millicores : undefined;
      },
    });
  }

  /** A list of words; undefined when it is left out. */
  words(key: string, pattern: RegExp, expected: string): readonly Known<string>[] | undefined {
    const node = this.node(key);
    if (node === undefined) return undefined;
    if (node.kind !== 'sequence') return this.#refuse(key, node, `a list of ${expected}s`);
    return node.items.flatMap((item) => {
      if (item.kind === 'scalar' && pattern.test(item.text))
        return [this.traced(item, item.text, `${this.#prefix}${key}`)];
      this.#refuse(key, item, `a list of ${expected}s`);
      return [];
    });
  }

  /** The value of `key`, of whatever kind; undefined when it is left out or empty. */
  node(key: string): YamlNode | undefined {
    this.#asked.add(key);
    const node = lookupEntry(this.#mapping, key)?.value;
    return node?.kind === 'scalar' && node.value === null ? undefined : node;
  }

  traced<T>(scalar: YamlScalar, value: T, key: string, format: Slot['format'] = 'plain'): Known<T> {
    const slot = slotOf(this.#source, scalar, format);
    return known(value, { location: scalar.at, says: `contract: ${key}`, ...(slot && { slot }) });
  }

  problem(at: Location, message: string): void {
    this.#problems.push({ message, at });
  }

  /** Reports a pair whose smaller value is the larger one. */
  inOrder(low: Known<number> | undefined, lowKey: string, high: Known<number> | undefined, highKey: string): void {
    if (low === undefined || high === undefined || low.value <= high.value) return;
    this.problem(
      low.trail[0].location,
      `${this.#prefix}${lowKey} is above ${this.#prefix}${highKey}: nothing can satisfy both`,
    );
  }

  /** Reports repeated keys, and keys that the contract does not have, each with the one that was probably meant. */
  finish(): void {
    for (const { key } of shadowedEntries(this.#mapping)) {
      this.problem(key.at, `${this.#prefix}${clipped(key.text)} is given more than once: only the last one counts`);
    }
    for (const { key } of mergedEntries(this.#mapping)) {
      if (this.#asked.has(key.text)) continue;
      const meant = closestWord(key.text, this.#asked);
      const advice = meant === undefined ? `here it knows ${[...this.#asked].join(', ')}` : `did you mean ${meant}?`;
      this.problem(key.at, `the contract has no key ${this.#prefix}${clipped(key.text)}: ${advice}`);
    }
  }

  #scalar<T>(key: string, form: Form<T>): Known<T> | undefined {
    const node = this.node(key);
    if (node === undefined) return undefined;
    const value = node.kind === 'scalar' ? form.read(node) : undefined;
    if (node.kind !== 'scalar' || value === undefined) {
      return this.#refuse(key, node, form.expected, node.kind === 'scalar' ? form.instead?.(node.text) : undefined);
    }
    return this.traced(node, value, this.#prefix + key, form.slotFormat);
  }

  #refuse(key: string, node: YamlNode, expected: string, instead?: string): undefined {
    const written = node.kind === 'scalar' ? JSON.stringify(clipped(node.text)) : `a ${node.kind}`;
    const advice = instead === undefined ? '' : `: did you mean ${instead}?`;
    const at = node.kind === 'scalar' ? node.at : this.#source.location(node.at.start, node.at.start);
    this.problem(at, `${this.#prefix}${key} must be ${expected}, not ${written}${advice}`);
  }
}

function clipped(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
