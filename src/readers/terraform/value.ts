import type { Scalar } from '../../model/expression.js';
import type { Location } from '../../model/location.js';
import { type Hop, type UnknownReason, withoutSlot } from '../../model/traced.js';

/** A value of the Terraform language with the places that decided it, nearest first. */
export type Value = ScalarValue | ListValue | MapValue | UnknownValue;

export type Trail = readonly [Hop, ...Hop[]];

interface Origin {
  readonly trail: Trail;
  /** Addresses of the resources that this value was read from, as `module.db.aws_db_parameter_group.main`. */
  readonly resources?: readonly string[];
  /** The text as it was put together, so that what is decoded from it keeps its places. */
  readonly pieces?: readonly Piece[];
  /** What `jsonencode` made this text of. */
  readonly encoded?: Value;
}

export interface ScalarValue extends Origin {
  readonly kind: 'scalar';
  readonly value: Scalar;
}

export interface ListValue extends Origin {
  readonly kind: 'list';
  readonly items: readonly Value[];
}

export interface MapValue extends Origin {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, Value>;
  /** Further keys may exist: why they are not known. */
  readonly rest?: UnknownValue;
}

export interface UnknownValue extends Origin {
  readonly kind: 'unknown';
  readonly reason: UnknownReason;
  readonly detail: string;
  /** Terraform itself would refuse the expression (no such attribute): `try` goes on to its next argument. */
  readonly fails?: true;
  /** An entry of a map that may as well not be there, or any number of items of a list. */
  readonly maybeAbsent?: true;
}

/** A part of a text: characters of a file, or a value that was put in. */
export type Piece =
  | { readonly from: 'file'; readonly text: string; readonly at: Location }
  | { readonly from: 'value'; readonly value: Value; readonly at: Location };

/** Longer stories are cut at their far end. */
const MAX_TRAIL = 12;
const MAX_RESOURCES = 8;

/** Facts are JSON, which has no -0: it is 0. */
export function scalar(value: Scalar, trail: Trail): ScalarValue {
  return { kind: 'scalar', value: value === 0 ? 0 : value, trail };
}

export function unknownValue(reason: UnknownReason, detail: string, trail: Trail): UnknownValue {
  return { kind: 'unknown', reason, detail, trail };
}

/** What cannot be known because `cause` is not: its reason, and nothing that was true of the cause's own text or entry. */
export function dueTo(cause: UnknownValue, trail: Trail): UnknownValue {
  const { reason, detail, fails, resources } = cause;
  return {
    kind: 'unknown',
    reason,
    detail,
    trail,
    ...(fails === undefined ? {} : { fails }),
    ...(resources === undefined ? {} : { resources }),
  };
}

/** What Terraform would refuse. */
export function failure(detail: string, trail: Trail): UnknownValue {
  return { kind: 'unknown', reason: 'not-computable', detail, trail, fails: true };
}

/** The same value, its story longer by one step. */
export function through(value: Value, hop: Hop): Value {
  if (value.trail.length >= MAX_TRAIL || value.trail.some(({ location }) => samePlace(location, hop.location))) {
    return value;
  }
  return { ...value, trail: [...value.trail, withoutSlot(hop)] };
}

function samePlace(a: Location, b: Location): boolean {
  return a.path === b.path && a.start === b.start && a.end === b.end;
}

/** The story of a value computed from others: all their places, no slot, since no one edit sets it. */
export function derivedTrail(inputs: readonly Value[], hop: Hop): Trail {
  const hops: Hop[] = [];
  for (const next of [...inputs.flatMap(({ trail }) => trail), hop]) {
    if (!hops.some(({ location }) => samePlace(location, next.location))) hops.push(withoutSlot(next));
    if (hops.length === MAX_TRAIL) break;
  }
  const [first, ...rest] = hops;
  return first === undefined ? [hop] : [first, ...rest];
}

/** The resources that any of the values was read from. */
export function resourcesOf(values: readonly Value[]): { readonly resources?: readonly string[] } {
  const all = [...new Set(values.flatMap(({ resources }) => resources ?? []))].slice(0, MAX_RESOURCES);
  return all.length === 0 ? {} : { resources: all };
}

/** The first value that is unknown, as the reason for what depends on all of them. */
export function firstUnknown(values: readonly Value[]): UnknownValue | undefined {
  return values.find((value) => value.kind === 'unknown');
}

/** As Terraform writes a scalar into text; undefined for null. */
export function textOf(value: Scalar): string | undefined {
  return value === null ? undefined : String(value);
}
