/**
 * A shell program as a bounded plain tree. Offsets count UTF-16 code units of the text that was given to the parser,
 * `end` exclusive; a program nested in a quoted word (`sh -c "…"`) has the offsets of that word.
 */
export type ShellNode =
  | SimpleCommand
  | Sequence
  | AndOr
  | Pipeline
  | Background
  | Subshell
  | If
  | Loop
  | Case
  | FunctionDefinition
  | OpaqueCommand;

/** One argument after quote removal; adjacent quoted and unquoted pieces are its parts. */
export interface ShellWord {
  readonly parts: readonly WordPart[];
  readonly start: number;
  readonly end: number;
}

export type WordPart = LiteralPart | VariablePart | OpaquePart;

export interface LiteralPart {
  readonly kind: 'literal';
  readonly text: string;
  /** Quoted text is neither split into words nor a pattern. */
  readonly quoted: boolean;
}

/** `$X`, `${X:-default}`; also the positional parameters: names `1`, `@`, `*`, `#`. */
export interface VariablePart {
  readonly kind: 'variable';
  readonly name: string;
  readonly modifier?: { readonly operator: ModifierOperator; readonly word: ShellWord };
  readonly quoted: boolean;
}

export const MODIFIER_OPERATORS = [':-', ':=', ':+', ':?', '-', '=', '+', '?'] as const;
export type ModifierOperator = (typeof MODIFIER_OPERATORS)[number];

/** What only a running shell knows: `$(date)`, `${X%.*}`, arithmetic. */
export interface OpaquePart {
  readonly kind: 'opaque';
  readonly text: string;
  readonly quoted: boolean;
}

export interface Assignment {
  readonly name: string;
  readonly value: ShellWord;
  readonly offset: number;
}

/** `A=1 B=2 command word word`, without its redirections; without words it only assigns. */
export interface SimpleCommand {
  readonly kind: 'simple';
  readonly assignments: readonly Assignment[];
  readonly words: readonly ShellWord[];
}

export interface Sequence {
  readonly kind: 'sequence';
  readonly nodes: readonly ShellNode[];
}

/** `first && node || node`, left-associative with equal precedence. */
export interface AndOr {
  readonly kind: 'and-or';
  readonly first: ShellNode;
  readonly rest: readonly { readonly operator: '&&' | '||'; readonly node: ShellNode }[];
}

/** `a | b`, or `! a` with a single node. */
export interface Pipeline {
  readonly kind: 'pipeline';
  readonly negated: boolean;
  readonly nodes: readonly ShellNode[];
}

export interface Background {
  readonly kind: 'background';
  readonly node: ShellNode;
}

export interface Subshell {
  readonly kind: 'subshell';
  readonly body: ShellNode;
}

export interface If {
  readonly kind: 'if';
  readonly branches: readonly { readonly test: ShellNode; readonly body: ShellNode }[];
  readonly otherwise?: ShellNode;
}

/** `while`/`until` have a test; `for` and `select` have none. */
export interface Loop {
  readonly kind: 'loop';
  readonly until: boolean;
  readonly test?: ShellNode;
  readonly body: ShellNode;
}

export interface Case {
  readonly kind: 'case';
  readonly subject: ShellWord;
  readonly branches: readonly { readonly patterns: readonly ShellWord[]; readonly body: ShellNode }[];
}

export interface FunctionDefinition {
  readonly kind: 'function';
  readonly name: string;
  readonly body: ShellNode;
}

/** Text that the parser does not understand; everything up to `end` may have happened. */
export interface OpaqueCommand {
  readonly kind: 'opaque';
  readonly start: number;
  readonly end: number;
}
