import type { Location } from './location.js';

/**
 * Where a new value would be written so that it takes effect: the text `prefix + value + suffix` replaces [start, end) of
 * the file. `start === end` is an insertion (a key that is not there yet).
 */
export interface Slot {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly prefix: string;
  readonly suffix: string;
  /** How a number is spelled there: as it is, or as a Kubernetes memory quantity (`1536Mi`) of so many bytes. */
  readonly format: 'plain' | 'memory';
}

/** One step in the story of a value: "default in config/puma.rb", "ConfigMap web, key RAILS_MAX_THREADS". */
export interface Hop {
  readonly location: Location;
  readonly says: string;
  /** Present only where writing another value here would become the traced value unchanged. */
  readonly slot?: Slot;
  /** Follows from what the process is (`is no web server`), whatever anybody declares: it explains this value, and none computed from it. */
  readonly inherent?: true;
}

/** Why nobody can know a value from what was read. The list is closed: every reader and reporter speaks these words. */
export const UNKNOWN_REASONS = {
  'hidden-in-secret': 'the value lies in a Secret',
  'outside-repository': 'the value comes from outside the repository',
  'template-not-rendered': 'the template is not rendered',
  'not-computable': 'the code computes it in a way that is not evaluated',
  'file-not-read': 'a file that decides it could not be read',
  'not-declared': 'nothing that was read declares it',
  'not-deployed': 'nothing that was read deploys the process',
  ambiguous: 'several declarations compete and none wins for certain',
} as const;
export type UnknownReason = keyof typeof UNKNOWN_REASONS;

/** A value and the places that decided it, nearest first: `trail[0]` is the declaration to edit. */
export interface Known<T> {
  readonly known: true;
  readonly value: T;
  readonly trail: readonly [Hop, ...Hop[]];
}

/** A value that cannot be known; `detail` says in words what is missing (the variable, the expression, the file). */
export interface Unknown {
  readonly known: false;
  readonly reason: UnknownReason;
  readonly detail: string;
  readonly trail: readonly Hop[];
}

export type Traced<T> = Known<T> | Unknown;

/**
 * A setting that may be left out. `null` is knowledge, "declared nowhere", and its trail points to where it would be
 * declared (with an inserting slot where the format allows one); not to be mistaken for unknown.
 */
export type Setting<T> = Traced<T | null>;

export function known<T>(value: T, hop: Hop, ...more: readonly Hop[]): Known<T> {
  return { known: true, value, trail: [hop, ...more] };
}

export function unknown(reason: UnknownReason, detail: string, trail: readonly Hop[] = []): Unknown {
  return { known: false, reason, detail, trail };
}

/** The same value, with the places that led to it appended to its story. */
export function via<T>(traced: Traced<T>, ...hops: readonly Hop[]): Traced<T> {
  return traced.known
    ? { ...traced, trail: [...traced.trail, ...hops] as [Hop, ...Hop[]] }
    : { ...traced, trail: [...traced.trail, ...hops] };
}

/** Another form of the same value (`"5"` → 5): the trail and its slots stay, so an edit still goes to the same place. */
export function convert<T, U>(traced: Traced<T>, form: (value: T) => U): Traced<U> {
  return traced.known ? { known: true, value: form(traced.value), trail: traced.trail } : traced;
}

/**
 * A value computed from others. Known when all are; it keeps all their places and no slot, since no one edit sets it.
 * Inherent hops are kept only where there are no others.
 */
export function derive<const I extends readonly Traced<unknown>[], U>(
  inputs: I,
  compute: (...values: { -readonly [K in keyof I]: I[K] extends Traced<infer T> ? T : never }) => U,
): Traced<U> {
  for (const input of inputs) if (!input.known) return input;
  const values = inputs.map((input) => (input as Known<unknown>).value);
  const [first, ...rest] = telling(inputs.flatMap((input) => input.trail.map(withoutSlot)));
  if (first === undefined) throw new Error('derive needs at least one traced input');
  return { known: true, value: compute(...(values as never)), trail: [first, ...rest] };
}

function telling(hops: readonly Hop[]): readonly Hop[] {
  const declared = hops.filter((hop) => hop.inherent !== true);
  return declared.length > 0 ? declared : hops;
}

export function withoutSlot({ location, says, inherent }: Hop): Hop {
  return inherent === undefined ? { location, says } : { location, says, inherent };
}

export function withoutSlots<T>(traced: Traced<T>): Traced<T> {
  return traced.known
    ? { ...traced, trail: traced.trail.map(withoutSlot) as [Hop, ...Hop[]] }
    : { ...traced, trail: traced.trail.map(withoutSlot) };
}
