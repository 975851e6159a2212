import type { Location } from '../../model/location.js';

/** The attributes and blocks between two braces, or of a whole file; in file order. */
export interface HclBody {
  readonly attributes: readonly HclAttribute[];
  readonly blocks: readonly HclBlock[];
}

/** `resource "aws_db_instance" "main" { … }`: type `resource`, labels `aws_db_instance` and `main`. */
export interface HclBlock extends HclBody {
  readonly type: string;
  readonly labels: readonly string[];
  /** The head, from the type to the last label. */
  readonly at: Location;
}

/** `name = value`; `at` covers both. */
export interface HclAttribute {
  readonly name: string;
  readonly value: HclExpression;
  readonly at: Location;
}

/** Plain data, so that it can be cached. Places are those of the expression without enclosing parentheses. */
export type HclExpression =
  | HclLiteral
  | HclTemplate
  | HclReference
  | HclTraversal
  | HclCall
  | HclTuple
  | HclObject
  | HclConditional
  | HclBinary
  | HclUnary
  | HclFor
  | HclOpaque;

/** `5`, `true`, `null`, `"text"` with its escapes resolved, or a piece of text inside a template. */
export interface HclLiteral {
  readonly kind: 'literal';
  readonly value: string | number | boolean | null;
  /** `at` includes the two quotes. */
  readonly quoted: boolean;
  readonly at: Location;
}

/** `"a${b}c"` or a heredoc: the parts joined as text. A heredoc has one literal for each line, so that offsets stay exact. */
export interface HclTemplate {
  readonly kind: 'template';
  readonly parts: readonly HclExpression[];
  readonly at: Location;
}

/** A name with the steps after it: `var.replicas`, `local.map["key"]`, `module.web[0].name`. */
export interface HclReference {
  readonly kind: 'reference';
  readonly root: string;
  readonly steps: readonly HclStep[];
  readonly at: Location;
}

/** Steps after something that is no name: `yamldecode(file("x.yml"))["web"]`. */
interface HclTraversal {
  readonly kind: 'traversal';
  readonly of: HclExpression;
  readonly steps: readonly HclStep[];
  readonly at: Location;
}

export type HclStep =
  | { readonly kind: 'attribute'; readonly name: string }
  | { readonly kind: 'index'; readonly key: HclExpression }
  /** `[*]`, whose further steps are all taken into each item; those after `.*` only as far as they are attributes. */
  | { readonly kind: 'splat'; readonly attributesOnly?: true };

export interface HclCall {
  readonly kind: 'call';
  readonly name: string;
  readonly arguments: readonly HclExpression[];
  /** `f(list...)`: the last argument is a list of arguments. */
  readonly expand: boolean;
  readonly at: Location;
}

interface HclTuple {
  readonly kind: 'tuple';
  readonly items: readonly HclExpression[];
  readonly at: Location;
}

export interface HclObject {
  readonly kind: 'object';
  readonly entries: readonly { readonly key: HclExpression; readonly value: HclExpression; readonly at: Location }[];
  readonly at: Location;
}

export interface HclConditional {
  readonly kind: 'conditional';
  readonly test: HclExpression;
  readonly whenTrue: HclExpression;
  readonly whenFalse: HclExpression;
  readonly at: Location;
}

export type HclBinaryOperator = '+' | '-' | '*' | '/' | '%' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '&&' | '||';

export interface HclBinary {
  readonly kind: 'binary';
  readonly operator: HclBinaryOperator;
  readonly left: HclExpression;
  readonly right: HclExpression;
  readonly at: Location;
}

export interface HclUnary {
  readonly kind: 'unary';
  readonly operator: '-' | '!';
  readonly operand: HclExpression;
  readonly at: Location;
}

/** `[for k, v in collection : value if test]`, or with `key =>` an object. */
export interface HclFor {
  readonly kind: 'for';
  /** One name for the value, or two for key and value. */
  readonly names: readonly string[];
  readonly collection: HclExpression;
  readonly key?: HclExpression;
  readonly value: HclExpression;
  readonly test?: HclExpression;
  readonly at: Location;
}

/** Outside this grammar, or broken: its text, at most 200 characters. */
export interface HclOpaque {
  readonly kind: 'opaque';
  readonly text: string;
  readonly at: Location;
}
