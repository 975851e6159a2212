import type { Scalar } from '../../../model/expression.js';
import { textOf } from '../value.js';
import { type Implementation, ofScalars } from './function.js';

/** Conversions leave the value at its place, so that an edit still goes there. */
function conversion(convert: (value: Scalar) => Scalar | undefined): Implementation {
  return ({ arguments: [value] }) => {
    if (value === undefined || value.kind === 'unknown') return value;
    if (value.kind !== 'scalar') return undefined;
    const converted = value.value === null ? null : convert(value.value);
    return converted === undefined ? undefined : { ...value, value: converted };
  };
}

function text(compute: (value: string, ...rest: readonly string[]) => Scalar | undefined): Implementation {
  return ofScalars((...values) => {
    const [first, ...rest] = values.flatMap((value) => textOf(value) ?? []);
    return first === undefined || rest.length + 1 !== values.length ? undefined : compute(first, ...rest);
  });
}

function number(compute: (...values: readonly number[]) => number): Implementation {
  return ofScalars((...values) => {
    const numbers = values.flatMap((value) => toNumber(value) ?? []);
    return numbers.length === values.length && numbers.length > 0 ? compute(...numbers) : undefined;
  });
}

function toNumber(value: Scalar): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value) ? Number(value) : undefined;
}

function toBoolean(value: Scalar): boolean | undefined {
  if (value === true || value === 'true') return true;
  return value === false || value === 'false' ? false : undefined;
}

/** Longer texts are not put together: a few replacements of replacements would make them longer than memory. */
const MAX_TEXT = 1_000_000;

/** Patterns in slashes are Go regular expressions, which are not evaluated. */
function replace(value: string, from = '', to = ''): string | undefined {
  if (/^\/.*\/$/s.test(from)) return undefined;
  const parts = value.split(from);
  return (parts.length + 1) * to.length + value.length > MAX_TEXT ? undefined : value.replaceAll(from, () => to);
}

function chomp(value: string): string {
  let end = value.length;
  while (value[end - 1] === '\n' || value[end - 1] === '\r') end -= 1;
  return value.slice(0, end);
}

/** `%s`, `%d`, `%v` and `%%`; other verbs are not evaluated. */
function format(pattern: string, ...values: readonly string[]): string | undefined {
  const verbs = pattern.match(/%./gs) ?? [];
  if (!verbs.every((verb) => /^%[sdv%]$/.test(verb))) return undefined;
  const asked = verbs.filter((verb) => verb !== '%%');
  if (asked.length !== values.length) return undefined;
  // `%d` refuses fractions and rounds nothing.
  if (asked.some((verb, index) => verb === '%d' && !/^-?\d+$/.test(values[index] ?? ''))) return undefined;
  if (values.reduce((sum, value) => sum + value.length, pattern.length) > MAX_TEXT) return undefined;
  let next = 0;
  return pattern.replace(/%./gs, (verb) => (verb === '%%' ? '%' : (values[next++] ?? '')));
}

function substr(value: string, offset = '0', length = '-1'): string {
  const from = Number(offset) < 0 ? value.length + Number(offset) : Number(offset);
  return Number(length) < 0 ? value.slice(from) : value.slice(from, from + Number(length));
}

export const SCALAR_FUNCTIONS: ReadonlyMap<string, Implementation> = new Map([
  ['tostring', conversion((value) => textOf(value))],
  ['tonumber', conversion(toNumber)],
  ['tobool', conversion(toBoolean)],
  ['max', number(Math.max)],
  ['min', number(Math.min)],
  ['ceil', number((value) => Math.ceil(value ?? 0))],
  ['floor', number((value) => Math.floor(value ?? 0))],
  ['abs', number((value) => Math.abs(value ?? 0))],
  ['lower', text((value) => value.toLowerCase())],
  ['upper', text((value) => value.toUpperCase())],
  ['title', text((value) => value.replace(/\b[a-z]/g, (letter) => letter.toUpperCase()))],
  ['trimspace', text((value) => value.trim())],
  ['chomp', text(chomp)],
  ['trimprefix', text((value, prefix = '') => (value.startsWith(prefix) ? value.slice(prefix.length) : value))],
  [
    'trimsuffix',
    text((value, suffix = '') => (suffix !== '' && value.endsWith(suffix) ? value.slice(0, -suffix.length) : value)),
  ],
  ['startswith', text((value, prefix = '') => value.startsWith(prefix))],
  ['endswith', text((value, suffix = '') => value.endsWith(suffix))],
  ['strcontains', text((value, part = '') => value.includes(part))],
  ['replace', text(replace)],
  ['format', text(format)],
  ['substr', text(substr)],
]);
