import type { Location } from '../../model/location.js';
import { type Hop, known, type Setting, type Slot, type Traced, unknown, withoutSlots } from '../../model/traced.js';
import { parseBytes, parseMillicores } from '../../syntax/quantity.js';
import type { Block } from './block.js';
import { numberOf, truthOf } from './operators.js';
import { derivedTrail, textOf, type Value } from './value.js';

/** How a setting's scalar is understood; undefined when the provider would refuse it. */
type Form<T> = (value: Value) => T | undefined;

const TEXT: Form<string> = (value) => (value.kind === 'scalar' ? textOf(value.value) : undefined);

/** A setting of a block as text, as Terraform converts numbers and booleans. */
export function textSetting(block: Block, name: string): Setting<string> {
  return setting(block, name, TEXT);
}

export function numberSetting(block: Block, name: string): Setting<number> {
  return setting(block, name, numberOf, false);
}

export function booleanSetting(block: Block, name: string): Setting<boolean> {
  return setting(block, name, truthOf, false);
}

/** A Kubernetes memory quantity, in bytes. */
export function memorySetting(block: Block, name: string): Setting<number> {
  return memoryQuantity(setting(block, name, TEXT));
}

export function memoryQuantity(text: Setting<string>): Setting<number> {
  return quantity(text, parseBytes, 'memory');
}

/** A Kubernetes CPU quantity, in millicores. */
export function cpuSetting(block: Block, name: string): Setting<number> {
  return cpuQuantity(setting(block, name, TEXT));
}

export function cpuQuantity(text: Setting<string>): Setting<number> {
  return withoutSlots(quantity(text, parseMillicores, 'plain'));
}

function quantity(
  text: Setting<string>,
  parse: (text: string) => number | undefined,
  format: Slot['format'],
): Setting<number> {
  if (!text.known) return text;
  const amount = text.value === null ? null : parse(text.value);
  if (amount === undefined) return unknown('not-computable', `${text.value} is no quantity`, text.trail);
  const [first, ...rest] = text.trail;
  const formatted: Hop = first.slot === undefined ? first : { ...first, slot: { ...first.slot, format } };
  return known(amount, formatted, ...rest);
}

function setting<T>(block: Block, name: string, form: Form<T>, quoted = true): Setting<T> {
  const value = block.attribute(name);
  return value === undefined ? notDeclared(block, name, quoted) : settingOf(value, form, `${name} of ${block.what}`);
}

/** Left out, with the place where it would be written. */
function notDeclared(block: Block, name: string, quoted = true): Traced<null> {
  const slot = block.insertionSlot(name, quoted ? '"' : '');
  return known(null, {
    location: block.at,
    says: `${block.what} has no ${name}`,
    ...(slot === undefined ? {} : { slot }),
  });
}

/** A value as a setting: null stays null, what the form refuses is unknown. */
function settingOf<T>(value: Value, form: Form<T>, what: string): Setting<T> {
  if (value.kind === 'unknown') return unknown(value.reason, value.detail, value.trail);
  if (value.kind === 'scalar' && value.value === null) return { known: true, value: null, trail: value.trail };
  const formed = form(value);
  if (formed === undefined) return unknown('not-computable', `${what} is not of the right type`, value.trail);
  return { known: true, value: formed, trail: value.trail };
}

export function textOfValue(value: Value, what: string): Setting<string> {
  return settingOf(value, TEXT, what);
}

export function numberOfValue(value: Value, what: string): Setting<number> {
  return settingOf(value, numberOf, what);
}

export function booleanOfValue(value: Value, what: string): Setting<boolean> {
  return settingOf(value, truthOf, what);
}

/** A list of texts; unknown when one of them is, or when it is a list that nobody knows. */
export function textList(block: Block, name: string): Setting<readonly string[]> {
  const value = block.attribute(name);
  if (value === undefined) return notDeclared(block, name);
  return textListOf(value, `${name} of ${block.what}`);
}

function textListOf(value: Value, what: string): Setting<readonly string[]> {
  if (value.kind !== 'list') return settingOf<readonly string[]>(value, () => undefined, what);
  const texts: string[] = [];
  for (const item of value.items) {
    const text = textOfValue(item, what);
    if (!text.known) return text;
    if (text.value !== null) texts.push(text.value);
  }
  const [place] = value.trail;
  const elsewhere = value.items.filter(({ trail }) => !isWithin(trail[0].location, place.location));
  const trail = derivedTrail([value, ...elsewhere], place);
  return known(texts, ...trail);
}

function isWithin(inner: Location, outer: Location): boolean {
  return inner.path === outer.path && inner.start >= outer.start && inner.end <= outer.end;
}

/** A setting that has a value by default when it is left out or null. */
export function orDefault<T>(declared: Setting<T>, fallback: T, says: string): Traced<T> {
  if (!declared.known) return declared;
  if (declared.value !== null) return { ...declared, value: declared.value };
  const [first, ...rest] = declared.trail;
  return known(fallback, { ...first, says }, ...rest);
}

/** A setting that is declared, known or not; undefined when it is left out. */
export function declared<T>(setting: Setting<T>): Traced<T> | undefined {
  if (!setting.known) return setting;
  return setting.value === null ? undefined : { ...setting, value: setting.value };
}

/** A setting whose default lies in a module outside the repository. */
export function orOutside<T>(setting: Setting<T>, what: string): Traced<T> {
  return declared(setting) ?? unknown('outside-repository', what, setting.trail);
}

/** What another system decides. */
export function outside(detail: string, location: Location, says: string): Traced<never> {
  return unknown('outside-repository', detail, [{ location, says }]);
}

/** The text of a value when it is known: for names. */
export function knownText(value: Value | undefined): string | undefined {
  return value === undefined ? undefined : TEXT(value);
}
