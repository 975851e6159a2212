import type { Command } from '../../model/facts/image.js';
import type { Location } from '../../model/location.js';
import { convert, known, type Setting, withoutSlots } from '../../model/traced.js';
import { booleanOfValue, knownText, numberOfValue, textOfValue } from './settings.js';
import type { Value } from './value.js';

const MEBIBYTE = 1024 * 1024;
/** More entries than any container has. */
const MAX_ITEMS = 1_000;
/** ECS counts a core as 1024 units. */
const MILLICORES_PER_UNIT = 1000 / 1024;

/** The fields of an object that is part of an attribute: a container definition, an entry of `environment`. */
export class Fields {
  readonly value: Value;
  readonly what: string;

  constructor(value: Value, what: string) {
    this.value = value;
    this.what = what;
  }

  get at(): Location {
    return this.value.trail[0].location;
  }

  /** Undefined when the field is left out for certain. */
  field(name: string): Value | undefined {
    if (this.value.kind === 'unknown') return this.value;
    return this.value.kind === 'map' ? (this.value.entries.get(name) ?? this.value.rest) : undefined;
  }

  text(name: string): Setting<string> {
    const value = this.field(name);
    return value === undefined ? this.#leftOut(name) : textOfValue(value, `${name} of ${this.what}`);
  }

  number(name: string): Setting<number> {
    const value = this.field(name);
    return value === undefined ? this.#leftOut(name) : numberOfValue(value, `${name} of ${this.what}`);
  }

  boolean(name: string): Setting<boolean> {
    const value = this.field(name);
    return value === undefined ? this.#leftOut(name) : booleanOfValue(value, `${name} of ${this.what}`);
  }

  /** The items of a list; `open` when there may be others that nobody knows. */
  list(name: string): { readonly items: readonly Fields[]; readonly open?: Value } {
    const value = this.field(name);
    if (value?.kind === 'unknown') return { items: [], open: value };
    const items = value?.kind === 'list' ? value.items.slice(0, MAX_ITEMS) : [];
    const open = items.find(({ kind }) => kind === 'unknown');
    const objects = items.filter(({ kind }) => kind !== 'unknown').map((item) => new Fields(item, name));
    return { items: objects, ...(open === undefined ? {} : { open }) };
  }

  command(name: string): Command | undefined {
    const value = this.field(name);
    return value === undefined ? undefined : commandOf(value);
  }

  #leftOut(name: string): Setting<never> {
    return known(null, { location: this.at, says: `${this.what} has no ${name}` });
  }
}

/**
 * The words of a command. What is not known stands as `${…}`, so that the container is not mistaken for one that runs its
 * image's command. An empty list is none.
 */
export function commandOf(value: Value): Command | undefined {
  const at = value.trail[0].location;
  if (value.kind === 'unknown') return { form: 'shell', line: hole(value.detail), at };
  if (value.kind !== 'list' || value.items.length === 0) return undefined;
  const words = value.items.map((item) => knownText(item) ?? hole(item.kind === 'unknown' ? item.detail : 'null'));
  return { form: 'exec', words, at };
}

function hole(detail: string): string {
  return `\${${detail}}`;
}

/** MiB as bytes; no slot, since what is written there counts otherwise. */
export function mebibytes(setting: Setting<number>): Setting<number> {
  return withoutSlots(convert(setting, (amount) => (amount === null ? null : amount * MEBIBYTE)));
}

/** CPU units as millicores. */
export function cpuUnits(setting: Setting<number>): Setting<number> {
  return withoutSlots(convert(setting, (units) => (units === null ? null : units * MILLICORES_PER_UNIT)));
}
