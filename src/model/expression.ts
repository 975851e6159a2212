import type { Location } from './location.js';
import type { Slot, UnknownReason } from './traced.js';

export type Scalar = string | number | boolean | null;

/**
 * What a setting says before an environment is known. Readers lift source code into it; `evaluate` computes it for one
 * process. Anything outside this grammar is `opaque`, with its text, and never guessed. Plain data, so it can be cached.
 */
export type Expression =
  | Literal
  | EnvRead
  | RailsEnv
  | ProcessorCount
  | Arithmetic
  | Fallback
  | Convert
  | Template
  | Conditional
  | Compare
  | Logical
  | Present
  | Opaque;

/** `5`, `"5"`, `nil`. `slot` is where another literal would be written. */
export interface Literal {
  readonly kind: 'literal';
  readonly value: Scalar;
  readonly at: Location;
  readonly slot?: Slot;
}

/** `ENV["X"]`, `ENV.fetch("X")` (strict: KeyError when unset), `ENV.fetch("X", d)`, `ENV.fetch("X") { d }`. */
export interface EnvRead {
  readonly kind: 'env-read';
  readonly name: string;
  readonly strict: boolean;
  /** What `fetch` gives when the variable is unset; a variable set to "" does not use it. */
  readonly default?: Expression;
  readonly at: Location;
}

/** `Rails.env`, `ENV["RAILS_ENV"]` in a comparison is an EnvRead; this is the resolved environment name. */
export interface RailsEnv {
  readonly kind: 'rails-env';
  readonly at: Location;
}

/** `Concurrent.physical_processor_count`, `Etc.nprocessors` (physical: the node's) or a cgroup-aware count (available). */
export interface ProcessorCount {
  readonly kind: 'processor-count';
  readonly of: 'host' | 'container';
  readonly at: Location;
}

/** Ruby semantics: a string times an integer repeats it, integer division floors. */
export interface Arithmetic {
  readonly kind: 'arithmetic';
  readonly operator: '+' | '-' | '*' | '/' | 'min' | 'max';
  readonly left: Expression;
  readonly right: Expression;
  readonly at: Location;
}

/** `a || b`: b only when a is nil or false. With `blankToo`, `a.presence || b`: also when a is "". */
export interface Fallback {
  readonly kind: 'fallback';
  readonly blankToo: boolean;
  readonly left: Expression;
  readonly right: Expression;
  readonly at: Location;
}

/** `.to_i` / `.to_f` / `.to_s` (lenient), `Integer(x)` / `Float(x)` (strict: raises on what is no number). */
export interface Convert {
  readonly kind: 'convert';
  readonly to: 'integer' | 'float' | 'string';
  readonly strict: boolean;
  readonly operand: Expression;
  readonly at: Location;
}

/** `"app_#{x}"`, or ERB inside a YAML scalar: the parts joined as text. */
export interface Template {
  readonly kind: 'template';
  readonly parts: readonly Expression[];
  readonly at: Location;
}

/** `if test then a else b`; a missing branch is literal null. `setting if test` leaves the setting unset otherwise. */
export interface Conditional {
  readonly kind: 'conditional';
  readonly test: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
  readonly at: Location;
}

export interface Compare {
  readonly kind: 'compare';
  readonly operator: '==' | '!=' | '<' | '<=' | '>' | '>=';
  readonly left: Expression;
  readonly right: Expression;
  readonly at: Location;
}

export interface Logical {
  readonly kind: 'logical';
  readonly operator: 'and' | 'not';
  readonly operands: readonly Expression[];
  readonly at: Location;
}

/** `x.present?` (not nil, not blank); `x.nil?` is a comparison with null. `ENV.key?("X")` is `not (ENV["X"] == nil)`. */
export interface Present {
  readonly kind: 'present';
  readonly operand: Expression;
  readonly at: Location;
}

/** Outside the grammar: its source text (at most 200 characters) and why. */
export interface Opaque {
  readonly kind: 'opaque';
  readonly text: string;
  readonly reason: UnknownReason;
  readonly at: Location;
}
